using System.Security.Cryptography;
using System.Text;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>The blocks of a PEM file (RFC 7468), or the text of a small file.</summary>
internal static class PemFile
{
    /// <summary>One block: its label, and itself with the lines around it.</summary>
    public readonly record struct Block(string Label, string Text);

    /// <summary>Reads the blocks of a file.</summary>
    /// <exception cref="EncryptionFileException">It cannot be read.</exception>
    public static IReadOnlyList<Block> Read(string path, EncryptionLimits limits)
    {
        var text = ReadText(path, limits).AsSpan();
        var blocks = new List<Block>();
        while (PemEncoding.TryFind(text, out var fields))
        {
            blocks.Add(new Block(text[fields.Label].ToString(), text[fields.Location].ToString()));
            text = text[fields.Location.End..];
        }

        return blocks;
    }

    /// <summary>Reads a small file; pipes too, from which passphrases may come.</summary>
    /// <exception cref="EncryptionFileException">It cannot be read, or is too long.</exception>
    public static string ReadText(string path, EncryptionLimits limits)
    {
        var buffer = new byte[limits.MaximumFileBytes + 1];
        int length;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EncryptionFileException("there is no such file", path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new EncryptionFileException("the file cannot be read", path);
        }

        return length > limits.MaximumFileBytes
            ? throw new EncryptionFileException(
                $"the file is longer than {nameof(limits.MaximumFileBytes)} = {limits.MaximumFileBytes}", path)
            : Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>Whether the group or others may read a file.</summary>
    public static bool IsReadableByOthers(string path) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None;
}
