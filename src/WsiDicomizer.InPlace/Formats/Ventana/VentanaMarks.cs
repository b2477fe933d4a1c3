using System.Text;
using System.Text.RegularExpressions;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Ventana;

/// <summary>Values of which readers need a part: what a page's text says of its level, what the model's name says of the generation.</summary>
/// <remarks>Scanners write nothing more into them; what somebody added goes. Source: formats.md 5.1.</remarks>
internal static partial class VentanaMarks
{
    private const string Description = nameof(TiffTag.ImageDescription);
    private const string Level = "level=";
    private const string Model = "iScan@ScannerModel";

    /// <summary>Whether a record's value has such a part.</summary>
    /// <param name="record">The record.</param>
    public static bool Has(IdentityRecord record) => record is { Value: { } value, Range: not null } && record.Name switch
    {
        Description => value.Contains(Level, StringComparison.Ordinal),
        Model => ModelPart().IsMatch(value),
        _ => false,
    };

    /// <summary>Plans that the rest of these values goes.</summary>
    /// <param name="context">The slide and the plan.</param>
    public static void Plan(PlanContext context)
    {
        List<IdentityRecord> records = [.. context.Records.Where(record => Has(record) && !context.Rules.Keeps(record))];
        TextRemoval.RequireKnown(context, records);
        foreach (var record in records)
        {
            TextRemoval.Overwrite(context, record);
            var range = record.Range!.Value;
            if (range.Length > context.Limits.MaxTextBytes)
            {
                continue;
            }

            var stored = context.Read(record.FileIndex, range);
            var parts = record.Name == Model ? ModelPart() : LevelPart();
            foreach (var part in parts.EnumerateMatches(Encoding.Latin1.GetString(stored)))
            {
                context.Write(record.FileIndex, range.Offset + part.Index, stored.AsSpan(part.Index, part.Length).ToArray());
            }
        }
    }

    // And the blanks: readers part the text there.
    [GeneratedRegex(@"(?<=^| )(?:level=[0-9]{1,2}|mag=[0-9]{1,4}(?:\.[0-9]{1,9})?|quality=[0-9]{1,3})(?= |\z)| ")]
    private static partial Regex LevelPart();

    [GeneratedRegex(@"^VENTANA DP(?: [0-9]{3}(?![0-9]))?")]
    private static partial Regex ModelPart();
}
