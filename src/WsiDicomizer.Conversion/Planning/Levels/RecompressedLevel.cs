using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.JpegXl;

namespace WsiDicomizer.Conversion.Planning.Levels;

/// <summary>Levels of JPEG whose frames are recompressed as JPEG XL; that each comes back byte for byte is made sure.</summary>
internal static class RecompressedLevel
{
    /// <summary>Recompresses the frames.</summary>
    /// <param name="stored">The frames as they would be copied.</param>
    /// <param name="context">Of the level.</param>
    /// <exception cref="ConversionException">A frame does not come back.</exception>
    public static LevelFrames Create(LevelFrames stored, LevelContext context)
    {
        var level = stored.Level;
        context.Notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"level {level.Index}: its JPEG frames were recompressed as JPEG XL, from which they come back byte for byte; few readers "
            + $"know this transfer syntax, and OpenSlide and most viewers do not"));
        var frames = SpooledFrames.Begin(
            context.CreateSpool(), level.TileCount, FrameHandling.Recompressed, stored.Source.FilledFrames, context.Damage);
        var next = -1;
        WorkerGroup.Run(
            WorkerLimit.ByPixels(
                Math.Min(context.Options.Workers, level.TileCount),
                level,
                stored.Facts.PixelBytes,
                DicomTransferSyntax.JPEGXLJPEGRecompression),
            token =>
            {
                for (var tile = Interlocked.Increment(ref next); tile < level.TileCount; tile = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    frames.Add(tile, Recompress(stored, tile));
                }
            },
            context.CancellationToken);
        return stored with
        {
            TransferSyntax = DicomTransferSyntax.JPEGXLJPEGRecompression,
            CreateCodec = () => FrameCodec.ForJpegXl(stored.Facts, new JpegEncodeOptions
            {
                Quality = context.Options.Quality,
                Color = stored.Facts.SamplesPerPixel == 1 ? JpegColor.Grey : JpegColor.YCbCr,
            }),
            Source = frames,
        };
    }

    private static byte[] Recompress(LevelFrames stored, int tile)
    {
        try
        {
            return JpegXlRecompression.Recompress(stored.Source.ReadFrame(tile));
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw new ConversionException($"{StoredTile.Describe(stored.Level, tile)}: {exception.Message}", exception);
        }
    }
}
