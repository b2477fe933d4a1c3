using WsiDicomizer.Imaging;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Uncompressed tiles as frames of native pixel data, pixel by pixel whatever the order in the source.</summary>
internal sealed class NativeFrameFormat : IStoredFrameFormat
{
    private readonly bool _isPlanar;
    private readonly int _length;

    /// <summary>Creates the format of one level.</summary>
    /// <param name="level">The level.</param>
    /// <exception cref="ConversionException">A tile has more samples than a frame may have.</exception>
    public NativeFrameFormat(SlideLevel level)
    {
        Facts = new TileStreamFacts(
            level.TileSize,
            level.Encoding.SamplesPerPixel,
            TileStreamFacts.GetPlainPhotometricInterpretation(level.Encoding.Color),
            IsReversible: true);
        var length = level.TileSize.Area * level.Encoding.SamplesPerPixel;
        _length = length <= Array.MaxLength
            ? (int)length
            : throw new ConversionException($"level {level.Index}: tiles of {level.TileSize} are larger than memory");
        _isPlanar = level.Encoding.IsPlanar && level.Encoding.SamplesPerPixel > 1;
    }

    /// <inheritdoc/>
    public TileStreamFacts Facts { get; }

    /// <inheritdoc/>
    public int? FixedLength => _length;

    /// <inheritdoc/>
    public byte[] MakeFrame(byte[] tile, out string? fault)
    {
        fault = tile.Length == _length ? null : $"the tile has {tile.Length} bytes, expected {_length}";
        return fault is not null ? [] : _isPlanar ? PlanarSamples.Interleave(tile, Facts.SamplesPerPixel) : tile;
    }
}
