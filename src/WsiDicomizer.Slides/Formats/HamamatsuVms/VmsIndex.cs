using System.Globalization;
using WsiDicomizer.Slides.Ini;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>The index file: an INI with one section, whose keys name the other files and tell the geometry.</summary>
internal sealed class VmsIndex
{
    private const string Compressed = "Virtual Microscope Specimen";
    private const string Uncompressed = "Uncompressed Virtual Microscope Specimen";

    private readonly string _path;
    private readonly string _section;

    private VmsIndex(IniFile ini, string section, string path)
    {
        Ini = ini;
        _section = section;
        _path = path;
    }

    /// <summary>All lines.</summary>
    public IniFile Ini { get; }

    /// <summary>Whether the pixels are uncompressed: a VMU.</summary>
    public bool IsUncompressed => _section == Uncompressed;

    /// <summary>The section's name, where the file has it.</summary>
    /// <param name="ini">The file.</param>
    /// <returns>Null where it is no VMS and no VMU.</returns>
    public static string? FindSection(IniFile ini) =>
        ini.Entries.Select(entry => entry.Section).FirstOrDefault(section => section is Compressed or Uncompressed);

    /// <summary>Reads an index.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="SlideFormatException">It is no index, or exceeds the limits.</exception>
    public static VmsIndex Read(SlideFile file)
    {
        var ini = IniFile.Read(file, VmsLimits.Index);
        return FindSection(ini) is { } section
            ? new VmsIndex(ini, section, file.Path)
            : throw new SlideFormatException(
                SlideProblem.NotThisFormat, $"expected a section [{Compressed}] or [{Uncompressed}]", file.Path, 0);
    }

    /// <summary>The value of a key; null where it is missing or empty.</summary>
    /// <param name="key">The key.</param>
    public string? Find(string key) => Ini.Find(_section, key)?.Value is { Length: > 0 } value ? value : null;

    /// <summary>A whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">The least that makes sense.</param>
    /// <param name="most">The most that makes sense.</param>
    /// <param name="missing">What stands for a key that is missing.</param>
    /// <exception cref="SlideFormatException">It is no number of the range.</exception>
    public int ReadCount(string key, int least, int most, int missing)
    {
        if (Ini.Find(_section, key) is not { } entry)
        {
            return missing;
        }

        return int.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : throw new SlideFormatException(
                    SlideProblem.Damaged, $"{key} is not a number from {least} to {most}", _path, entry.Range.Offset);
    }

    /// <summary>A number that may have a <c>;</c> behind it; null where it is missing or none.</summary>
    /// <param name="key">The key.</param>
    public double? FindNumber(string key) =>
        double.TryParse(Find(key)?.TrimEnd(';'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The path of a file that a key names, beside the index.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Null where the key is missing or empty.</returns>
    /// <exception cref="SlideFormatException">It names a file elsewhere.</exception>
    public string? FindFile(string key)
    {
        if (Find(key) is not { } name)
        {
            return null;
        }

        // A name that leads elsewhere could make any picture of the machine a part of the slide.
        return name is "." or ".." || name.AsSpan().IndexOfAny("/\\:\0") >= 0
            ? throw new SlideFormatException(
                SlideProblem.Damaged,
                $"{key} names a file in another folder; expected a name without a path",
                _path,
                Ini.Find(_section, key)!.Range.Offset)
            : Path.Combine(Path.GetDirectoryName(_path)!, name);
    }

    /// <summary>The error for a key that has to be there.</summary>
    /// <param name="key">The key.</param>
    public SlideFormatException Missing(string key) =>
        new(SlideProblem.Damaged, $"the key {key} is missing or empty; expected a file name", _path);

    /// <summary>The error for a file that a key names and that is not there.</summary>
    /// <remarks>The name is what the index says, which may be identity and is no path of the user's: the key leads to it.</remarks>
    /// <param name="key">The key.</param>
    public SlideFormatException Lost(string key) =>
        new(SlideProblem.Damaged,
            $"the file that {key} names is missing; all files of the slide have to lie in one folder",
            _path,
            Ini.Find(_section, key)!.Range.Offset);
}
