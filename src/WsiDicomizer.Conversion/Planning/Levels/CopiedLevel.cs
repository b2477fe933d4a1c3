using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning.Levels;

/// <summary>Levels whose tiles are streams with a header: JPEG, JPEG 2000, JPEG-LS. The coded data is copied.</summary>
internal static class CopiedLevel
{
    private static readonly Dictionary<int, ReadOnlyMemory<byte>> NoFillers = [];

    /// <summary>Prepares the frames.</summary>
    /// <param name="level">The level.</param>
    /// <param name="larger">The next larger level; null where there is nothing to take from it.</param>
    /// <param name="context">Of the level.</param>
    /// <exception cref="ConversionException">The tiles are damaged, or cannot be copied.</exception>
    public static LevelFrames Create(SlideLevel level, LevelFrames? larger, LevelContext context)
    {
        var format = CreateFormat(level);
        var options = context.Options;
        var damage = context.Damage;
        var index = TileFrameIndex.Build(
            level, format, options.Limits, context.IsThorough, damage, options.Workers, context.CancellationToken);
        if (Enumerable.Range(0, index.Count).All(index.IsMissing))
        {
            throw new ConversionException($"level {level.Index} ({level.Location}): no tile can be read: {damage!.Frames[0].Reason}");
        }

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
        if ((damage is not null || options.ChecksTiles) && context.MakesFillers)
        {
            using var codec = CreateCodec();
            var stored = new TileFrames(level, format, index, NoFillers);
            CheckAll(level, index, () => new CopiedTileCheck(level, stored, index, codec), damage, context);
        }

        var damaged = damage?.Frames ?? [];
        var frames = new TileFrames(level, format, index, MakeFillers(level, index, CreateCodec, larger, context, damaged))
        {
            DamagedFrames = damaged,
        };
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

    // Tiles that were lost come from the larger level; what a damaged one showed nobody knows.
    private static Dictionary<int, ReadOnlyMemory<byte>> MakeFillers(
        SlideLevel level,
        TileFrameIndex index,
        Func<FrameCodec> createCodec,
        LevelFrames? larger,
        LevelContext context,
        IReadOnlyList<DamagedFrame> damaged)
    {
        var blank = damaged.Select(frame => frame.FrameIndex).ToHashSet();
        var missing = Enumerable.Range(0, index.Count).Where(tile => index.IsMissing(tile) && !blank.Contains(tile)).ToList();
        var fillers = new Dictionary<int, ReadOnlyMemory<byte>>(StandIns.Make(level, missing, createCodec, larger, context));
        foreach (var (tile, frame) in MissingTileFiller.CreateAll(
            level, [.. blank], createCodec, larger: null, context.Options.Limits, context.CancellationToken))
        {
            fillers.Add(tile, frame);
        }

        return fillers;
    }

    // What parses may not decode; nobody would know before somebody looks at it.
    private static void CheckAll(
        SlideLevel level, TileFrameIndex index, Func<CopiedTileCheck> createCheck, DamageLog? damage, LevelContext context)
    {
        var next = -1;
        WorkerGroup.Run(
            WorkerLimit.ByPixels(
                context.Options.Workers, level, index.Headers[0].Facts.PixelBytes, DicomTransferSyntax.ExplicitVRLittleEndian),
            token =>
            {
                var check = createCheck();
                for (var tile = Interlocked.Increment(ref next); tile < index.Count; tile = Interlocked.Increment(ref next))
                {
                    token.ThrowIfCancellationRequested();
                    if (index.IsMissing(tile))
                    {
                        continue;
                    }

                    try
                    {
                        check.Check(tile);
                    }
                    catch (ConversionException exception) when (damage is not null)
                    {
                        damage.Add(tile, exception.Message);
                        index.Drop(tile);
                    }
                }
            },
            context.CancellationToken);
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
