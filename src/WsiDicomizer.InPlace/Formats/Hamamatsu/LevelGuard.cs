using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Hamamatsu;

/// <summary>Sees that no patch reaches the one strip that a level is, but where the search of streams found something in it.</summary>
/// <remarks>The tiles of such a level are made from the strip, and have no bytes of their own that could be looked after.</remarks>
internal static class LevelGuard
{
    /// <summary>Checks the plan.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="tiff">Its file.</param>
    /// <param name="gone">Pages that go.</param>
    /// <exception cref="AnonymizationException">A value stands in a level's strip: structures lie upon each other.</exception>
    public static void Check(PlanContext context, TiffFile tiff, IReadOnlyCollection<TiffDirectory> gone)
    {
        var offsets = gone.Select(directory => directory.Place.Range.Offset).ToHashSet();
        var pictures = context.Records.Where(record => record.Kind == IdentityKind.MacroImage).Select(record => record.Range?.Offset).ToHashSet();
        List<ByteRange> found = [.. context.HiddenRecords.Select(record => record.Range).OfType<ByteRange>()];
        foreach (var page in tiff.Directories)
        {
            var place = page.Place.Range.Offset;
            if (offsets.Contains(place) || pictures.Contains(place))
            {
                continue;
            }

            var segments = TiffImage.Read(page).ReadSegments();
            for (var i = 0; i < segments.Count; i++)
            {
                var strip = segments.GetRange(i);
                if (context.GetPatches(0).Within(strip).Any(patch => !found.Exists(range => Holds(range, patch.Range))))
                {
                    throw new AnonymizationException(
                        $"{page.Location}: identity stands in the pixels of a level; the file's structures overlap, and taking it out would change pixels");
                }
            }
        }
    }

    private static bool Holds(ByteRange outer, ByteRange inner) => outer.Offset <= inner.Offset && outer.End >= inner.End;
}
