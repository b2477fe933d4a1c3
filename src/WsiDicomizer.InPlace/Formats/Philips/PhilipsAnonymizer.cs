using System.Text;
using System.Text.RegularExpressions;
using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.PhilipsXml;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Philips;

/// <summary>Philips TIFF: label and macro leave the chain of pages and the XML; the XML's values are replaced in all pages.</summary>
/// <remarks>Source: formats.md 6.3 and 6.4.</remarks>
internal sealed partial class PhilipsAnonymizer : IFormatAnonymizer
{
    private const string Software = nameof(TiffTag.Software);

    private static ReadOnlySpan<byte> Mark => "Philips"u8;

    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["philips"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        PhilipsTexts.Plan(context, IsDescription);
        TextRemoval.Plan(context, record => !IsDescription(record) && record.Name != Software);
        PlanSoftware(context);
        PhilipsPictures.Plan(context, staysLinked: false);
        var tiff = TiffFile.Read(context.Open(0), TiffLimits.Default);
        TiffProfileId.Plan(context, 0, tiff);
        TiffSlidePictures.Plan(context, tiff);
        NameChange.Plan(context);
    }

    private static bool IsDescription(IdentityRecord record) =>
        record.Location.Contains($", {TiffEntry.Describe(TiffTag.ImageDescription)}", StringComparison.Ordinal);

    /// <summary>The software's name is the mark of the format: it stays, and what is more than it and a version goes.</summary>
    private static void PlanSoftware(PlanContext context)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        foreach (var record in context.Records.Where(record => record is { Name: Software, Range: not null }))
        {
            var range = record.Range!.Value;
            var stored = range.Length <= context.Limits.MaxTextBytes ? context.Read(record.FileIndex, range) : [];
            if (SoftwarePattern().IsMatch(Encoding.Latin1.GetString(stored)) || context.Rules.Keeps(record))
            {
                context.Tell(record, PlaceAction.Kept);
                continue;
            }

            TextRemoval.Overwrite(context, record);
            if (stored.AsSpan().StartsWith(Mark))
            {
                context.Write(record.FileIndex, range.Offset, Mark.ToArray());
            }
        }
    }

    [GeneratedRegex(@"^Philips DP v[0-9]{1,2}(?:\.[0-9]{1,4}){1,3}\z")]
    private static partial Regex SoftwarePattern();
}
