using System.Text;

namespace WsiDicomizer.Deidentification.Keys;

/// <summary>Key files: one line of 64 hexadecimal digits.</summary>
public static class ProjectKeyFile
{
    private const int HexDigits = ProjectKey.LengthBytes * 2;

    // Room for a line end, or a byte order mark, or spaces around; more than this is no key file.
    private const int MaximumLength = HexDigits + 64;

    /// <summary>Writes a new key file that its owner alone can read.</summary>
    /// <param name="path">The file; it must not exist.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ProjectKeyException">The file exists already, or cannot be written.</exception>
    public static void Create(string path, ProjectKey key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var stream = new FileStream(path, options);
            stream.Write(Encoding.ASCII.GetBytes(key.ToHexadecimal() + "\n"));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ProjectKeyException("the file exists already; a key is never overwritten, choose another name", path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProjectKeyException("the key file cannot be written", path);
        }
    }

    /// <summary>Reads a key file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ProjectKeyException">It cannot be read, or does not hold a key.</exception>
    public static LoadedProjectKey Load(string path)
    {
        var text = Read(path).Trim();
        if (text.Length < HexDigits && text.All(char.IsAsciiHexDigit))
        {
            throw new ProjectKeyException(
                $"the key is too short: expected {HexDigits} hexadecimal digits, found {text.Length}; make one with 'key new'",
                path);
        }

        if (text.Length != HexDigits || !text.All(char.IsAsciiHexDigit))
        {
            throw new ProjectKeyException($"not a key file: expected one line of {HexDigits} hexadecimal digits", path);
        }

        return new LoadedProjectKey(new ProjectKey(Convert.FromHexString(text)), IsReadableByOthers(path));
    }

    private static string Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var buffer = new byte[MaximumLength + 1];
            var length = RandomAccess.Read(file, buffer, 0);
            return length > MaximumLength
                ? throw new ProjectKeyException($"not a key file: expected one line of {HexDigits} hexadecimal digits", path)
                : Encoding.ASCII.GetString(buffer, 0, length);
        }
        catch (Exception) when (Directory.Exists(path))
        {
            throw new ProjectKeyException("this is a folder, not a key file", path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProjectKeyException("there is no such key file; make one with 'key new'", path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ProjectKeyException("the key file cannot be read", path);
        }
    }

    private static bool IsReadableByOthers(string path) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None;
}
