using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>As many threads as may hold what they work on at the same time, whatever the machine has.</summary>
internal static class WorkerLimit
{
    /// <summary>Bytes that all threads of a stage may hold together; one thread always may.</summary>
    public const long MaximumBytes = 96L << 20;

    // A tile's pixels in and out, its stream, and what the codec keeps beside: measured on tiles of 512 × 512.
    private const int Copies = 5;

    // OpenJPEG and OpenJPH have four bytes for each sample, several times.
    private const int WaveletCopies = 14;

    /// <summary>Limits threads by bytes.</summary>
    /// <param name="workers">As many as there may be at most.</param>
    /// <param name="bytes">What one of them holds.</param>
    /// <returns>At least 1.</returns>
    public static int ByBytes(int workers, long bytes) => (int)Math.Clamp(MaximumBytes / Math.Max(1, bytes), 1, Math.Max(1, workers));

    /// <summary>Limits threads that read or copy tiles as they are stored.</summary>
    /// <param name="workers">As many as there may be at most.</param>
    /// <param name="level">The level.</param>
    /// <param name="runBytes">What is read at once, where tiles are short.</param>
    public static int ByTiles(int workers, SlideLevel level, long runBytes)
    {
        var longest = runBytes;
        for (var tile = 0; tile < level.TileCount; tile++)
        {
            longest = Math.Max(longest, level.GetTileRange(tile).Length);
        }

        // Source and frames, each in memory that is a quarter longer than it was at first.
        return ByBytes(workers, longest * 5 / 2);
    }

    /// <summary>Limits threads that decode or encode tiles.</summary>
    /// <param name="workers">As many as there may be at most.</param>
    /// <param name="level">Where the tiles come from.</param>
    /// <param name="pixelBytes">Of a tile.</param>
    /// <param name="syntax">What they become, or are decoded from.</param>
    public static int ByPixels(int workers, SlideLevel level, long pixelBytes, DicomTransferSyntax syntax) =>
        ByBytes(workers, pixelBytes * (level.Encoding.Compression == TileCompression.Jpeg2000 || IsWavelet(syntax) ? WaveletCopies : Copies));

    private static bool IsWavelet(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.JPEG2000Lossless
        || syntax == DicomTransferSyntax.JPEG2000Lossy
        || syntax == DicomTransferSyntax.HTJ2KLossless
        || syntax == DicomTransferSyntax.JPEGXLJPEGRecompression;
}
