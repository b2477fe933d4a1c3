namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>Where the restart intervals of a scan begin, as a container has written it down (NDPI: tag 65426).</summary>
public sealed class JpegKnownStarts
{
    /// <summary>Creates the table.</summary>
    /// <param name="count">Its length.</param>
    /// <param name="startOf">The first byte of an interval, from SOI, by its 0-based index; thread-safe.</param>
    public JpegKnownStarts(int count, Func<int, long> startOf)
    {
        ArgumentNullException.ThrowIfNull(startOf);
        Count = count;
        StartOf = startOf;
    }

    /// <summary>Its length.</summary>
    public int Count { get; }

    internal Func<int, long> StartOf { get; }
}
