using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning.Levels;

/// <summary>Levels that make their tiles of a larger stream without decoding it.</summary>
internal static class TransformedLevel
{
    /// <summary>Makes the frames.</summary>
    /// <param name="level">The level.</param>
    /// <param name="maker">Makes its tiles.</param>
    /// <param name="context">Of the level.</param>
    /// <exception cref="ConversionException">The tiles that it makes are not those that it says.</exception>
    public static LevelFrames Create(SlideLevel level, ITileMaker maker, LevelContext context)
    {
        var frames = SpooledFrames.Make(
            level, maker, context.CreateSpool(), context.Damage, context.Options.Workers, context.CancellationToken);
        var damaged = frames.DamagedFrames.Select(frame => frame.FrameIndex).ToHashSet();
        if (damaged.Count == level.TileCount)
        {
            throw new ConversionException($"level {level.Index} ({level.Location}): no tile can be read: {frames.DamagedFrames[0].Reason}");
        }

        // The maker gives every tile the same header.
        var sound = Enumerable.Range(0, level.TileCount).First(tile => !damaged.Contains(tile));
        var fault = new JpegTileFormat(level, JpegLimits.Default).ReadHeader(frames.ReadFrame(sound), isWhole: true, out var header);
        if (header is null)
        {
            throw new ConversionException($"level {level.Index} ({level.Location}): {fault}");
        }

        using (var codec = StandIns.CreateJpegCodec(header))
        {
            StandIns.AddBackground(frames, level, codec, damaged);
        }

        return new LevelFrames
        {
            Level = level,
            TransferSyntax = DicomTransferSyntax.JPEGProcess1,
            Facts = header.Facts,
            Loss = [new LossyStep(LossyStep.Jpeg, LevelContext.GetRatio(level, header.Facts, frames.FrameLengths.Sum()))],
            CreateCodec = () => StandIns.CreateJpegCodec(header),
            Source = frames,
        };
    }
}
