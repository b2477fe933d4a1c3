using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Huron;

/// <summary>Huron's TIFF: as Aperio's.</summary>
/// <remarks>Source: formats.md 9.4.</remarks>
internal sealed class HuronAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["huron"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        var tiff = TiffFile.Read(context.Open(0), TiffLimits.Default);
        TextRemoval.Plan(context);
        TiffMark.Keep(context, tiff, TiffTag.Make, "Huron"u8);
        TiffSlidePictures.Plan(context, tiff, isTwoSpecial: true);
        NameChange.Plan(context);
    }
}
