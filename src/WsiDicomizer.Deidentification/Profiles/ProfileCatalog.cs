using System.Text;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Finds profiles: those that ship by their names, any other by its path.</summary>
/// <param name="directory">The folder of the profiles that ship.</param>
/// <param name="limits">How large a profile may be.</param>
public sealed class ProfileCatalog(string directory, ProfileLimits? limits = null)
{
    /// <summary>The profile that is used unless another is named.</summary>
    public const string DefaultProfile = "level-iv";

    private const string Extension = ".yaml";

    private readonly ProfileLimits _limits = limits ?? ProfileLimits.Default;

    /// <summary>The folder of the profiles that ship.</summary>
    public string Directory { get; } = directory;

    /// <summary>The catalog of a program: the folder <c>profiles</c> beside it, or in a folder above it.</summary>
    /// <param name="baseDirectory">Where the program is, for example <see cref="AppContext.BaseDirectory"/>.</param>
    /// <exception cref="ProfileException">There is no such folder.</exception>
    public static ProfileCatalog Find(string baseDirectory)
    {
        for (var folder = new DirectoryInfo(baseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "profiles");
            if (File.Exists(Path.Combine(candidate, DefaultProfile + Extension)))
            {
                return new ProfileCatalog(candidate);
            }
        }

        throw new ProfileException("profiles", "the folder with the profiles that ship is missing; reinstall the program");
    }

    /// <summary>The profiles that ship, by name.</summary>
    /// <exception cref="ProfileException">One of them is wrong.</exception>
    public IReadOnlyList<ProfileSummary> List() =>
        [.. Names().Select(name =>
        {
            var path = PathOf(name);
            var profile = Read(path);
            return new ProfileSummary(profile.Name, profile.Title, path);
        })];

    /// <summary>Reads a profile.</summary>
    /// <param name="nameOrPath">A name without extension, or the path of a file.</param>
    /// <exception cref="ProfileException">There is none, or it is wrong.</exception>
    public Profile Load(string nameOrPath)
    {
        var isPath = nameOrPath.Contains('/', StringComparison.Ordinal)
            || nameOrPath.Contains('\\', StringComparison.Ordinal)
            || nameOrPath.EndsWith(Extension, StringComparison.Ordinal)
            || nameOrPath.EndsWith(".yml", StringComparison.Ordinal);
        if (isPath)
        {
            return File.Exists(nameOrPath) ? Read(nameOrPath) : throw new ProfileException(nameOrPath, "there is no such profile");
        }

        var names = Names();
        return names.Contains(nameOrPath)
            ? Read(PathOf(nameOrPath))
            : throw new ProfileException(
                nameOrPath,
                $"there is no profile of this name{Suggestion.For(nameOrPath, names)}; "
                + $"available: {string.Join(", ", names)}, or the path of a .yaml file");
    }

    /// <summary>Reads the profile of a file, whatever it is called.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ProfileException">It cannot be read, or is wrong.</exception>
    public Profile LoadFile(string path) => Read(path);

    private string PathOf(string name) => Path.Combine(Directory, name + Extension);

    private string[] Names() =>
        System.IO.Directory.Exists(Directory)
            ? [.. System.IO.Directory.EnumerateFiles(Directory, "*" + Extension)
                .Select(path => Path.GetFileNameWithoutExtension(path)!)
                .Order(StringComparer.Ordinal)]
            : [];

    private Profile Read(string path)
    {
        byte[] bytes;
        try
        {
            using var file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length > _limits.MaximumLength)
            {
                throw new ProfileException(path, $"larger than a profile may be ({_limits.MaximumLength} bytes)");
            }

            bytes = new byte[length];
            var read = RandomAccess.Read(file, bytes, 0);
            bytes = bytes[..read];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProfileException(path, "the profile cannot be read");
        }

        return ProfileParser.Parse(Text(bytes, path).TrimStart('\uFEFF'), path, _limits);
    }

    // Bytes that are no UTF-8 would come out as other letters than were meant.
    private static string Text(byte[] bytes, string path)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            var before = bytes.AsSpan(0, Math.Max(0, exception.Index));
            var line = before.Count((byte)'\n') + 1;
            var column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
            throw new ProfileException(path, line, column, "not UTF-8: save the profile in that encoding");
        }
    }
}
