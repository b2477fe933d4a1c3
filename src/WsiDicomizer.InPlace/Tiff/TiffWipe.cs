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
    private static readonly TiffTag[] ChildTags =
        [TiffTag.SubIFDs, TiffTag.ExifIfd, TiffTag.GpsIfd, TiffTag.InteroperabilityIfd];

    /// <summary>Plans the zeros.</summary>
    /// <param name="directories">The directories that go; what hangs below them goes too.</param>
    public void Plan(IReadOnlyCollection<TiffDirectory> directories)
    {
        var all = tiff.ReadAllDirectories();
        var gone = WithChildren(directories);
        var offsets = gone.Select(directory => directory.Place.Range.Offset).ToHashSet();
        var shared = new HashSet<ByteRange>(all
            .Where(directory => !offsets.Contains(directory.Place.Range.Offset))
            .SelectMany(directory => FindRanges(directory)));
        foreach (var directory in gone)
        {
            foreach (var range in FindRanges(directory).Where(range => !shared.Contains(range)))
            {
                context.Zero(fileIndex, range);
            }

            // The pointer to the next page is read no more, and goes with the rest.
            context.Zero(fileIndex, directory.Place.Range, PatchStage.Pointers);
        }
    }

    /// <summary>Plans zeros over the strips or tiles of a directory.</summary>
    /// <param name="directory">The directory.</param>
    public void PlanPixels(TiffDirectory directory)
    {
        foreach (var range in FindSegments(directory))
        {
            context.Zero(fileIndex, range);
        }
    }

    private List<TiffDirectory> WithChildren(IEnumerable<TiffDirectory> directories)
    {
        List<TiffDirectory> all = [.. directories];
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var tag in ChildTags)
            {
                all.AddRange(tiff.ReadChildren(all[i], tag));
            }
        }

        return all;
    }

    private static IEnumerable<ByteRange> FindRanges(TiffDirectory directory)
    {
        foreach (var entry in directory.Entries)
        {
            if (!entry.IsInline && entry.Value is { Length: > 0 } value)
            {
                yield return value;
            }
        }

        foreach (var range in FindSegments(directory))
        {
            yield return range;
        }
    }

    private static IEnumerable<ByteRange> FindSegments(TiffDirectory directory)
    {
        if (!directory.Contains(TiffTag.StripOffsets) && !directory.Contains(TiffTag.TileOffsets))
        {
            yield break;
        }

        var segments = TiffImage.Read(directory).ReadSegments();
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments.TryGetRange(i, out var range) && range.Length > 0)
            {
                yield return range;
            }
        }
    }
}
