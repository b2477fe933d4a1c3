using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Aperio;

/// <summary>Aperio's SVS of all writers: label and macro leave the chain; levels and thumbnail keep their places.</summary>
/// <remarks>OpenSlide 3.4.1 takes the second page, where it is in strips, for the thumbnail: no other may come to stand there. Source: formats.md 1.5.</remarks>
internal sealed class AperioAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["aperio"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        var tiff = TiffFile.Read(context.Open(0), TiffLimits.Default);
        TextRemoval.Plan(context);
        TiffMark.Keep(context, tiff, TiffTag.ImageDescription, "Aperio"u8);
        TiffSlidePictures.Plan(context, tiff, isTwoSpecial: true);
        NameChange.Plan(context);
    }
}
