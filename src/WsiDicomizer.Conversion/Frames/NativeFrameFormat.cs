using System.Buffers.Binary;
using System.Runtime.InteropServices;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Deflate;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.Imaging.Zstd;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>
/// Tiles of samples as frames of native pixel data: uncompressed ones, and what lossless coders of TIFF made of them (LZW,
/// deflate, Zstandard). Pixel by pixel, low byte first, whatever the order in the source.
/// </summary>
internal sealed class NativeFrameFormat : IStoredFrameFormat, IDisposable
{
    private readonly TileEncoding _encoding;
    private readonly int _length;
    private readonly bool _isPlanar;
    private readonly ZstdCodec? _zstd;

    /// <summary>Creates the format of one level.</summary>
    /// <param name="level">The level.</param>
    /// <exception cref="ConversionException">A tile has more samples than a frame may have.</exception>
    /// <exception cref="NativeLibraryMissingException">The tiles need a library that is not on this machine.</exception>
    public NativeFrameFormat(SlideLevel level)
    {
        _encoding = level.Encoding;
        Facts = new TileStreamFacts(
            level.TileSize,
            _encoding.SamplesPerPixel,
            TileStreamFacts.GetPlainPhotometricInterpretation(_encoding.Color),
            IsReversible: true)
        {
            BitsPerSample = _encoding.BitsPerSample,
        };
        _length = Facts.PixelBytes <= Array.MaxLength
            ? (int)Facts.PixelBytes
            : throw new ConversionException($"level {level.Index}: tiles of {level.TileSize} are larger than memory");
        _isPlanar = _encoding.IsPlanar && _encoding.SamplesPerPixel > 1;
        _zstd = _encoding.Compression == TileCompression.Zstandard ? new ZstdCodec() : null;
        FixedHandling = _encoding.Compression != TileCompression.Uncompressed ? FrameHandling.DecodedLossless
            : _isPlanar || IsSwapped ? FrameHandling.Rewrapped
            : FrameHandling.Copied;
    }

    /// <inheritdoc/>
    public TileStreamFacts Facts { get; }

    /// <inheritdoc/>
    public int? FixedLength => _length;

    /// <inheritdoc/>
    public FrameHandling FixedHandling { get; }

    private bool IsSwapped => _encoding is { BitsPerSample: 16, IsBigEndian: true };

    /// <summary>Whether tiles of a compression are samples behind a lossless coder that this reads.</summary>
    /// <param name="compression">The compression.</param>
    public static bool Reads(TileCompression compression) => compression
        is TileCompression.Uncompressed or TileCompression.Lzw or TileCompression.Deflate or TileCompression.Zstandard;

    /// <inheritdoc/>
    public byte[] MakeFrame(byte[] tile, out string? fault)
    {
        byte[] samples;
        try
        {
            samples = Decompress(tile, out var length);
            fault = length == _length ? null : $"the tile has {length} bytes, expected {_length}";
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            fault = exception.Message;
            return [];
        }

        if (fault is not null)
        {
            return [];
        }

        // TIFF 6.0 section 14: differences are of the samples in the file's byte order.
        if (IsSwapped)
        {
            Swap(samples);
        }

        if (_encoding.HorizontalPredictor && _encoding.Compression != TileCompression.Uncompressed)
        {
            UndoPredictor(samples);
        }

        return _isPlanar ? PlanarSamples.Interleave(samples, Facts.SamplesPerPixel, Facts.BitsPerSample / 8) : samples;
    }

    /// <inheritdoc/>
    public void Dispose() => _zstd?.Dispose();

    private byte[] Decompress(byte[] tile, out int length)
    {
        if (_encoding.Compression == TileCompression.Uncompressed)
        {
            length = tile.Length;
            return tile;
        }

        var samples = new byte[_length];
        length = _encoding.Compression switch
        {
            TileCompression.Lzw => TiffLzw.Decode(tile, samples),
            TileCompression.Deflate => ZlibData.Decompress(tile, samples),
            _ => _zstd!.Decompress(tile, samples),
        };
        return samples;
    }

    private static void Swap(Span<byte> samples)
    {
        var words = MemoryMarshal.Cast<byte, ushort>(samples);
        BinaryPrimitives.ReverseEndianness(words, words);
    }

    private void UndoPredictor(byte[] samples)
    {
        // Planes are rows of one sample each.
        var perPixel = _isPlanar ? 1 : Facts.SamplesPerPixel;
        if (Facts.BitsPerSample == 16)
        {
            HorizontalPredictor.Undo(MemoryMarshal.Cast<byte, ushort>(samples.AsSpan()), Facts.Size.Width, perPixel);
        }
        else
        {
            HorizontalPredictor.Undo(samples.AsSpan(), Facts.Size.Width, perPixel);
        }
    }
}
