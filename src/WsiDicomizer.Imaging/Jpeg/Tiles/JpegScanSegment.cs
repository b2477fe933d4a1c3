namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>A run of MCUs that can be read by itself.</summary>
/// <param name="Start">The first byte, from SOI.</param>
/// <param name="End">The first byte behind; what follows a marker before it is not read.</param>
/// <param name="Bit">The first bit in the first byte, 0 (highest) to 7.</param>
/// <param name="Predictions">The DC coefficients before it, by component; null for 0.</param>
/// <param name="EndMarker">The restart marker that has to end it exactly, or null.</param>
internal readonly record struct JpegScanSegment(long Start, long End, int Bit, int[]? Predictions, byte? EndMarker);

/// <summary>Where in a scan reading may begin. Thread-safe.</summary>
internal interface IJpegScanIndex
{
    /// <summary>MCUs in every segment but the last.</summary>
    int McusPerSegment { get; }

    /// <summary>A segment.</summary>
    /// <param name="index">0-based.</param>
    JpegScanSegment Get(int index);
}
