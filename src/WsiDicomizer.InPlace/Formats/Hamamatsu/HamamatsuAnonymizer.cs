using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Hamamatsu;

/// <summary>NDPI: the macro, which shows the label, is overwritten and unlinked, never one without the other; the map stays.</summary>
/// <remarks>A macro that is linked and no picture keeps OpenSlide from opening the slide. Source: formats.md 2.6.</remarks>
internal sealed class HamamatsuAnonymizer : IFormatAnonymizer
{
    private const string MapName = "map image";

    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["hamamatsu"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        var file = context.Open(0);
        if (!TiffHeader.TryReadNdpi(file, out var header))
        {
            throw new AnonymizationException("the file has no header of NDPI any more; nothing was done");
        }

        var tiff = TiffFile.Read(file, header, TiffLimits.Default);
        TextRemoval.Plan(context, record => !HamamatsuNames.IsHarmless(record));
        TellHarmless(context);
        TiffProfileId.Plan(context, 0, tiff);
        var gone = PlanPictures(context, tiff);
        LevelGuard.Check(context, tiff, gone);
        NameChange.Plan(context);
    }

    private static List<TiffDirectory> PlanPictures(PlanContext context, TiffFile tiff)
    {
        List<TiffPictureRecord> dropped = [];
        if (!context.Reaches(AnonymizationLevel.II))
        {
            return [];
        }

        foreach (var rule in Enum.GetValues<PictureRule>())
        {
            foreach (var picture in TiffPictures.FindDropped(context, 0, tiff, rule))
            {
                if (rule == PictureRule.Keep || IsMap(picture))
                {
                    context.Tell(picture.Record, PlaceAction.Kept);
                }
                else if (rule != PictureRule.MaskLabel || !TiffPictureMask.TryPlan(context, 0, tiff, picture))
                {
                    dropped.Add(picture);
                }
            }
        }

        TiffPictures.Unlink(context, 0, tiff, dropped, _ => false);
        return [.. dropped.Select(picture => picture.Directory)];
    }

    /// <summary>Whether a picture is a map as scanners write it: grey and uncompressed. It shows where tissue was found, and no label.</summary>
    private static bool IsMap(TiffPictureRecord picture) =>
        picture.Record.Name == MapName
        && TiffImage.Read(picture.Directory) is { Compression: 1, SamplesPerPixel: 1, BitsPerSample: 8 };

    private static void TellHarmless(PlanContext context)
    {
        if (context.Reaches(AnonymizationLevel.IV))
        {
            foreach (var record in context.Records.Where(HamamatsuNames.IsHarmless))
            {
                context.Tell(record, PlaceAction.Kept);
            }
        }
    }
}
