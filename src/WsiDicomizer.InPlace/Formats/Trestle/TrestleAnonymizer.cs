using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Trestle;

/// <summary>Trestle's TIFF, whose picture of the glass is a JPEG beside it with the ending <c>.Full</c>.</summary>
/// <remarks>Source: formats.md 9.3.</remarks>
internal sealed class TrestleAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["trestle"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        var tiff = TiffFile.Read(context.Open(0), TiffLimits.Default);
        TextRemoval.Plan(context);
        TiffMark.Keep(context, tiff, TiffTag.Software, "MedScan"u8);
        TiffSlidePictures.Plan(context, tiff);
        if (context.Slide.Files.Count > 1)
        {
            TrestleMacroFile.Plan(context, fileIndex: 1);
        }

        NameChange.Plan(context);
    }
}
