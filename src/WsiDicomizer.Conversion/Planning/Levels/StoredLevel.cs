using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning.Levels;

/// <summary>
/// Levels whose tiles are no streams with a header: RLE as it is; samples, uncompressed or behind a lossless coder that DICOM
/// does not have, as native pixel data.
/// </summary>
internal static class StoredLevel
{
    /// <summary>Prepares the frames.</summary>
    /// <param name="level">The level.</param>
    /// <param name="larger">The next larger level; null where there is nothing to take from it.</param>
    /// <param name="context">Of the level.</param>
    /// <exception cref="ConversionException">The tiles are damaged, or too deep.</exception>
    public static LevelFrames Create(SlideLevel level, LevelFrames? larger, LevelContext context)
    {
        var isRle = level.Encoding.Compression == TileCompression.Rle;
        if (level.Encoding.BitsPerSample != 8 && (isRle || level.Encoding.Color == TileColor.YCbCr))
        {
            throw new ConversionException(
                $"level {level.Index}: {level.Encoding.VendorName} of {level.Encoding.BitsPerSample} bits per sample cannot be "
                + "converted: supported are 8");
        }

        IStoredFrameFormat format = isRle ? new RleFrameFormat(level) : new NativeFrameFormat(level);
        FrameCodec CreateCodec() => isRle ? FrameCodec.ForRle(format.Facts) : FrameCodec.ForNative(format.Facts);
        var missing = Enumerable.Range(0, level.TileCount).Where(tile => level.GetTileRange(tile).Length == 0).ToList();
        var fillers = StandIns.Make(level, missing, CreateCodec, larger, context);
        return new LevelFrames
        {
            Level = level,
            TransferSyntax = isRle ? DicomTransferSyntax.RLELossless : DicomTransferSyntax.ExplicitVRLittleEndian,
            Facts = format.Facts,
            Loss = [],
            CreateCodec = CreateCodec,
            Source = StoredFrames.Create(
                level,
                format,
                fillers,
                CreateDamage(level, CreateCodec, context),
                context.Options,
                context.CancellationToken),
        };
    }

    private static (DamageLog Log, byte[] Background)? CreateDamage(
        SlideLevel level, Func<FrameCodec> createCodec, LevelContext context)
    {
        if (context.Damage is not { } log)
        {
            return null;
        }

        using var codec = createCodec();
        using var renderer = new MissingTileRenderer(level, codec.SamplesPerPixel, larger: null);
        return (log, codec.Encode(renderer.Render(0), level.TileSize));
    }
}
