using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Whose the bytes of a TIFF are: nothing is overwritten that a directory which stays needs.</summary>
internal static class TiffOwnership
{
    private static readonly TiffTag[] ChildTags =
        [TiffTag.SubIFDs, TiffTag.ExifIfd, TiffTag.GpsIfd, TiffTag.InteroperabilityIfd];

    /// <summary>Some directories and all that hang below them.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="directories">Pages, or what hangs below one.</param>
    public static List<TiffDirectory> WithChildren(TiffFile tiff, IEnumerable<TiffDirectory> directories)
    {
        List<TiffDirectory> all = [.. directories];
        var known = all.Select(directory => directory.Place.Range.Offset).ToHashSet();
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var child in ChildTags.SelectMany(tag => tiff.ReadChildren(all[i], tag)))
            {
                if (known.Add(child.Place.Range.Offset))
                {
                    all.Add(child);
                }
            }
        }

        return all;
    }

    /// <summary>What directories hold beside their pixels: their own bytes, and values that stand elsewhere.</summary>
    /// <param name="directory">The directory.</param>
    public static IEnumerable<ByteRange> FindValues(TiffDirectory directory) => directory.Entries
        .Where(entry => !entry.IsInline && entry.Value is { Length: > 0 })
        .Select(entry => entry.Value!.Value);

    /// <summary>What directories which stay, and the header, have of the bytes of those that go.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="gone">The directories that go, or whose pixels do.</param>
    /// <remarks>The tables of a large slide have millions of entries: none is kept that does not touch what goes.</remarks>
    /// <exception cref="SlideFormatException">A directory is damaged.</exception>
    public static ByteRangeSet FindOthers(TiffFile tiff, IReadOnlyCollection<TiffDirectory> gone)
    {
        var own = new ByteRangeSet(gone.SelectMany(directory => FindAll(tiff, directory)));
        var offsets = gone.Select(directory => directory.Place.Range.Offset).ToHashSet();
        return new ByteRangeSet(tiff.ReadAllDirectories()
            .Where(other => !offsets.Contains(other.Place.Range.Offset))
            .SelectMany(other => FindAll(tiff, other))
            .Append(new ByteRange(0, tiff.Header.Layout.HeaderBytes))
            .Where(own.Overlaps));
    }

    private static IEnumerable<ByteRange> FindAll(TiffFile tiff, TiffDirectory directory) =>
        TiffSegments.Find(tiff, directory).Concat(FindValues(directory)).Append(directory.Place.Range);

    /// <summary>Demands that pixels of a directory are those of no other.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="pixels">Its strips or tiles; they may share bytes with each other.</param>
    /// <param name="others">What others have.</param>
    /// <exception cref="AnonymizationException">They are not.</exception>
    public static void RequireOwn(TiffDirectory directory, IEnumerable<ByteRange> pixels, ByteRangeSet others)
    {
        if (pixels.FirstOrDefault(others.Overlaps) is { Length: > 0 } shared)
        {
            throw new AnonymizationException(
                $"{directory.Location} is a picture that must go, and its bytes at {shared.Offset} are those of another structure too");
        }
    }
}
