using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Zeros over all that belongs to some directories and to no other: pixels, values, entries.</summary>
/// <param name="context">The plan.</param>
/// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
/// <param name="tiff">The TIFF.</param>
internal sealed class TiffWipe(PlanContext context, int fileIndex, TiffFile tiff)
{
    /// <summary>Plans the zeros.</summary>
    /// <param name="directories">The directories that go; what hangs below them goes too.</param>
    /// <remarks>
    /// A value that another directory has too stays, as its: tables, texts that NDPI stores once. Of pixels nothing may stay.
    /// </remarks>
    /// <exception cref="AnonymizationException">Pixels that go are those of a directory that stays, too.</exception>
    /// <exception cref="SlideFormatException">A directory is damaged.</exception>
    public void Plan(IReadOnlyCollection<TiffDirectory> directories)
    {
        var gone = TiffOwnership.WithChildren(tiff, directories);
        var others = TiffOwnership.FindOthers(tiff, gone);
        foreach (var directory in gone)
        {
            TiffOwnership.RequireOwn(directory, TiffSegments.Find(tiff, directory), others);
            foreach (var range in TiffSegments.Find(tiff, directory))
            {
                context.Zero(fileIndex, range);
            }

            foreach (var range in TiffOwnership.FindValues(directory).SelectMany(others.Without))
            {
                context.Zero(fileIndex, range);
            }

            // The pointer to the next page is read no more, and goes with the rest.
            foreach (var range in others.Without(directory.Place.Range))
            {
                context.Zero(fileIndex, range, PatchStage.Pointers);
            }
        }
    }
}
