using System.Text;
using WsiDicomizer.InPlace.Ini;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>Slidedat.ini, line by line, with the section that each line is in.</summary>
internal sealed class MiraxSlidedat
{
    /// <summary>Which of the slide's files it is, 0-based; before it the file with the suffix, behind it the index.</summary>
    public const int FileIndex = 1;

    /// <summary>The section of layers, hierarchies and the index.</summary>
    public const string Hierarchical = "HIERARCHICAL";

    /// <summary>The section of the data files.</summary>
    public const string DataFile = "DATAFILE";

    // The reader's limit for the file.
    private const int MaxBytes = 1024 * 1024;

    private MiraxSlidedat(IReadOnlyList<(string Section, IniLine Line)> lines) => Lines = lines;

    /// <summary>The lines; of a section's own line its section is what it names.</summary>
    public IReadOnlyList<(string Section, IniLine Line)> Lines { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="context">The slide.</param>
    /// <exception cref="AnonymizationException">It is too long.</exception>
    public static MiraxSlidedat Read(PlanContext context)
    {
        var length = context.Open(FileIndex).Length;
        if (length > MaxBytes)
        {
            throw new AnonymizationException($"Slidedat.ini has {length} bytes; expected at most {MaxBytes}");
        }

        List<(string, IniLine)> lines = [];
        var section = string.Empty;
        foreach (var line in IniLine.Read(context.Read(FileIndex, new ByteRange(0, length))))
        {
            section = line.IsSection ? line.Value[1..^1].Trim() : section;
            lines.Add((section, line));
        }

        return new MiraxSlidedat(lines);
    }

    /// <summary>The lines of a section with a value.</summary>
    /// <param name="section">Its name.</param>
    public IEnumerable<IniLine> In(string section) =>
        Lines.Where(line => line.Section == section && line.Line.Key.Length > 0).Select(line => line.Line);

    /// <summary>Plans another value of at most as many bytes: blanks come before it, which every reader skips.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="place">The bytes of the old value.</param>
    /// <param name="value">ASCII.</param>
    /// <param name="stage">When.</param>
    public static void Replace(PlanContext context, ByteRange place, string value, PatchStage stage = PatchStage.Texts) =>
        context.Write(FileIndex, place.Offset, Encoding.ASCII.GetBytes(value.PadLeft((int)place.Length)), stage);
}
