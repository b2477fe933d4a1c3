using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.PlainImage;

/// <summary>JPEG files and TIFFs of one page in strips: one picture, which is the slide; identity is in texts alone.</summary>
internal sealed class PlainImageAnonymizer : IFormatAnonymizer
{
    private const string StripedTiff = "striped-tiff";

    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = [StripedTiff, "jpeg"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context);

        // A page may have a small picture below it.
        if (context.Slide.FormatName == StripedTiff)
        {
            TiffSlidePictures.Plan(context, TiffFile.Read(context.Open(0), TiffLimits.Default));
        }

        NameChange.Plan(context);
    }
}
