using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>The digest that a colour profile has of itself: of the texts and the date that it had.</summary>
/// <remarks>Zeros mean that it was not calculated. Source: ICC.1:2010 clause 7.2.18.</remarks>
internal static class TiffProfileId
{
    private const int Offset = 84;
    private const int Bytes = 16;

    /// <summary>Plans that it goes where level IV takes texts or a date out of the profile.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="tiff">The TIFF.</param>
    public static void Plan(PlanContext context, int fileIndex, TiffFile tiff)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        foreach (var entry in tiff.ReadAllDirectories().SelectMany(page => page.Entries).Where(entry => entry.Tag == TiffTag.IccProfile))
        {
            if (entry.Value is { } profile && profile.Length >= Offset + Bytes
                && context.GetPatches(fileIndex).Within(profile).Any())
            {
                context.Zero(fileIndex, new ByteRange(profile.Offset + Offset, Bytes), PatchStage.Texts);
            }
        }
    }
}
