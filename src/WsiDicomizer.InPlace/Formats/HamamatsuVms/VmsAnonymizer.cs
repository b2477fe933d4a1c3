using WsiDicomizer.InPlace.Ini;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.HamamatsuVms;

/// <summary>VMS and VMU: an index that names the other files, of which the macro shows the label.</summary>
/// <remarks>
/// The macro is a file of its own: unlinked alone it would lie open beside the slide, and a later run would not know it. So it
/// becomes white from level II on. Source: formats.md 3.
/// </remarks>
internal sealed class VmsAnonymizer : IFormatAnonymizer
{
    /// <summary>The key that names the macro.</summary>
    public const string MacroKey = "MacroImage";

    private const int MaxIndexBytes = 64 * 1024;
    private const string LineWithoutKey = "line without a key";

    private static readonly string[] Sections =
        ["[Virtual Microscope Specimen]", "[Uncompressed Virtual Microscope Specimen]"];

    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["hamamatsu-vms"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        var files = context.Slide.Files;
        if (files.Distinct(StringComparer.Ordinal).Count() < files.Count)
        {
            throw new AnonymizationException("two keys of the index name the same file: what goes from one would go from the other");
        }

        var length = context.Open(0).Length;
        if (length > MaxIndexBytes)
        {
            throw new AnonymizationException($"the index has {length} bytes; expected at most {MaxIndexBytes}");
        }

        var lines = IniLine.Read(context.Read(0, new ByteRange(0, length)));
        PlanTexts(context, lines);
        VmsSlack.Plan(context, lines);
        new VmsNames(context, lines).Plan();

        // Last, since a macro that goes altogether takes its line of the index with it.
        VmsMacro.Plan(context, lines);
    }

    private static void PlanTexts(PlanContext context, IReadOnlyList<IniLine> lines)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        List<IdentityRecord> bare = [.. context.Records.Where(IsBareLine)];
        TextRemoval.RequireKnown(context, bare);
        TextRemoval.Plan(context, record => !IsBareLine(record));

        // Readers of INI files refuse lines that are neither key and value nor comment: blanks are both nothing.
        foreach (var record in bare)
        {
            Fill(context, record.Range!.Value, (byte)' ');
            context.Tell(record, PlaceAction.Overwritten);
        }

        foreach (var section in lines.Where(line => line.IsSection && !Sections.Contains(line.Value, StringComparer.Ordinal)))
        {
            Fill(context, new ByteRange(section.Range.Offset + 1, section.Range.Length - 2), (byte)'X');
        }
    }

    private static bool IsBareLine(IdentityRecord record) =>
        record is { FileIndex: 0, Name: LineWithoutKey, Range: not null };

    private static void Fill(PlanContext context, ByteRange range, byte character)
    {
        var bytes = new byte[range.Length];
        bytes.AsSpan().Fill(character);
        context.Write(0, range.Offset, bytes);
    }
}
