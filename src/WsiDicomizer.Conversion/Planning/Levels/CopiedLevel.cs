using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning.Levels;

/// <summary>Levels whose tiles are streams with a header: JPEG, JPEG 2000, JPEG-LS. The coded data is copied.</summary>
internal static class CopiedLevel
{
    /// <summary>Prepares the frames.</summary>
    /// <param name="level">The level.</param>
    /// <param name="larger">The next larger level; null where there is nothing to take from it.</param>
    /// <param name="context">Of the level.</param>
    /// <exception cref="ConversionException">The tiles are damaged, or cannot be copied.</exception>
    public static LevelFrames Create(SlideLevel level, LevelFrames? larger, LevelContext context)
    {
        var format = CreateFormat(level);
        var options = context.Options;
        var index = TileFrameIndex.Build(
            level, format, options.Limits, context.IsThorough, options.Workers, context.CancellationToken);

        // The first in the order of tiles, not of threads: stand-ins are encoded like it, the same in every run.
        var header = index.GetHeader(Enumerable.Range(0, index.Count).First(tile => !index.IsMissing(tile)));
        var facts = header.Facts;
        if (index.Headers.Any(other => other.Facts != facts))
        {
            throw new ConversionException(
                $"level {level.Index} ({level.Location}): the tiles differ in colour or coding, so no one label is true for all");
        }

        FrameCodec CreateCodec() => level.Encoding.Compression switch
        {
            TileCompression.Jpeg => StandIns.CreateJpegCodec(header),
            TileCompression.JpegLs => FrameCodec.ForJpegLs(facts),
            _ => StandIns.CreateJpeg2000Codec(header),
        };
        var missing = Enumerable.Range(0, index.Count).Where(index.IsMissing).ToList();
        var fillers = StandIns.Make(level, missing, CreateCodec, larger, context);
        var frames = new TileFrames(level, format, index, fillers);
        return new LevelFrames
        {
            Level = level,
            TransferSyntax = GetTransferSyntax(level.Encoding.Compression, facts.IsReversible),
            Facts = facts,
            Loss = facts.IsReversible
                ? []
                : [new LossyStep(
                    LossyStep.GetMethod(level.Encoding.Compression),
                    LevelContext.GetRatio(level, facts, frames.FrameLengths.Sum()))],
            CreateCodec = CreateCodec,
            Source = frames,
        };
    }

    private static ITileStreamFormat CreateFormat(SlideLevel level) => level.Encoding.Compression switch
    {
        TileCompression.Jpeg => new JpegTileFormat(level, JpegLimits.Default),
        TileCompression.JpegLs => new JpegLsTileFormat(level),
        _ => new Jpeg2000TileFormat(level),
    };

    private static DicomTransferSyntax GetTransferSyntax(TileCompression compression, bool isReversible) => compression switch
    {
        TileCompression.Jpeg => DicomTransferSyntax.JPEGProcess1,
        TileCompression.JpegLs => isReversible ? DicomTransferSyntax.JPEGLSLossless : DicomTransferSyntax.JPEGLSNearLossless,
        _ => isReversible ? DicomTransferSyntax.JPEG2000Lossless : DicomTransferSyntax.JPEG2000Lossy,
    };
}
