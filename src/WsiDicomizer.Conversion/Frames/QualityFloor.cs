using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Encodes frames finer where the first try would not keep them near enough to their pixels. One thread at a time.</summary>
/// <remarks>
/// Nobody asked for a loss where a level has to be encoded anew: sharp edges and grain must not pay for an average quality. Only
/// what lies inside the level counts, not the padding of its edge tiles.
/// </remarks>
internal sealed class QualityFloor
{
    /// <summary>What a frame keeps to: the mean square of the differences that 40.5 dB of 8 bits allow.</summary>
    public const double LeastDecibels = 40.5;

    private static readonly double MostMeanSquare = 255.0 * 255.0 / Math.Pow(10, LeastDecibels / 10);

    private readonly SlideLevel _level;
    private readonly FrameCodec _codec;
    private readonly IReadOnlyList<FrameCodec> _finer;
    private readonly JpegEncodeBuffer _buffer = new();
    private readonly byte[] _decoded;

    /// <summary>Prepares to encode tiles of a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="codec">Encodes at the usual quality.</param>
    /// <param name="finer">Encode at higher qualities, in their order; empty to take every frame as it is.</param>
    /// <param name="frameBytes">Of the pixels of a frame.</param>
    public QualityFloor(SlideLevel level, FrameCodec codec, IReadOnlyList<FrameCodec> finer, int frameBytes)
    {
        _level = level;
        _codec = codec;
        _finer = finer;
        _decoded = finer.Count == 0 ? [] : new byte[frameBytes];
    }

    /// <summary>Encodes a tile.</summary>
    /// <param name="tileIndex">0-based, row by row.</param>
    /// <param name="pixels">Rows × columns × samples of 8 bits.</param>
    /// <returns>The frame, valid until the next one.</returns>
    public ReadOnlySpan<byte> Encode(int tileIndex, byte[] pixels)
    {
        var frame = _codec.Encode(pixels, _level.TileSize, _buffer);
        foreach (var codec in _finer)
        {
            if (IsNear(tileIndex, frame, pixels))
            {
                break;
            }

            frame = codec.Encode(pixels, _level.TileSize, _buffer);
        }

        return frame;
    }

    private bool IsNear(int tileIndex, ReadOnlySpan<byte> frame, byte[] pixels)
    {
        _codec.Decode(frame, _level.TileSize, _decoded);
        var visible = GetVisible(tileIndex);
        var stride = _level.TileSize.Width * _codec.SamplesPerPixel;
        var length = visible.Width * _codec.SamplesPerPixel;
        long sum = 0;
        for (var row = 0; row < visible.Height; row++)
        {
            sum += SquaredDifference(pixels.AsSpan(row * stride, length), _decoded.AsSpan(row * stride, length));
        }

        return sum <= MostMeanSquare * length * visible.Height;
    }

    private PixelSize GetVisible(int tileIndex)
    {
        var (row, column) = Math.DivRem(tileIndex, _level.TileColumns);
        return new PixelSize(
            Math.Min(_level.TileSize.Width, _level.Size.Width - (column * _level.TileSize.Width)),
            Math.Min(_level.TileSize.Height, _level.Size.Height - (row * _level.TileSize.Height)));
    }

    // Four at a time: the compiler makes no vectors of its own of this.
    private static long SquaredDifference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        long sum = 0;
        var index = 0;
        for (; index + 4 <= one.Length; index += 4)
        {
            int a = one[index] - other[index], b = one[index + 1] - other[index + 1];
            int c = one[index + 2] - other[index + 2], d = one[index + 3] - other[index + 3];
            sum += (a * a) + (b * b) + (c * c) + (d * d);
        }

        for (; index < one.Length; index++)
        {
            var difference = one[index] - other[index];
            sum += difference * difference;
        }

        return sum;
    }
}
