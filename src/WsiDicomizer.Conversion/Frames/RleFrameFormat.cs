using WsiDicomizer.Imaging.Rle;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>RLE tiles as frames: the codes as they are, without anything between and behind them.</summary>
internal sealed class RleFrameFormat : IStoredFrameFormat
{
    /// <summary>Creates the format of one level.</summary>
    /// <param name="level">The level.</param>
    public RleFrameFormat(SlideLevel level) => Facts = new TileStreamFacts(
        level.TileSize,
        level.Encoding.SamplesPerPixel,
        TileStreamFacts.GetPlainPhotometricInterpretation(level.Encoding.Color),
        IsReversible: true);

    /// <inheritdoc/>
    public TileStreamFacts Facts { get; }

    /// <inheritdoc/>
    public int? FixedLength => null;

    /// <inheritdoc/>
    public FrameHandling FixedHandling => FrameHandling.Copied;

    /// <inheritdoc/>
    public byte[] MakeFrame(byte[] tile, out string? fault)
    {
        var isSound = RleFrame.TryNormalize(tile, checked((int)Facts.Size.Area), Facts.SamplesPerPixel, out var frame, out var problem);
        fault = isSound ? null : problem.ToException("RLE frame").Message;
        return frame ?? [];
    }
}
