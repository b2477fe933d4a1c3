using System.Buffers.Binary;
using System.Security.Cryptography;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Jpeg.Masking;

/// <summary>Proves that two JPEG streams are the same picture but for a rectangle, however they are coded.</summary>
public static class JpegCoefficients
{
    /// <summary>A digest of everything that makes the picture outside a rectangle.</summary>
    /// <param name="stream">An interchange stream of one sequential scan of 8 bits, as for <see cref="JpegMask"/>.</param>
    /// <param name="area">The rectangle, within the image; widened to whole MCUs.</param>
    /// <param name="limits">What a stream may ask for.</param>
    /// <returns>
    /// SHA-256, 64 hexadecimal digits: over the size, for each component its sampling and divisors in zigzag order, and
    /// for each MCU that the rectangle does not touch all coefficients, block by block in zigzag order; all as 32 bits,
    /// little-endian. Tables of codes, restart intervals and texts have no part in it.
    /// </returns>
    /// <exception cref="CodecException">The stream is damaged, larger than the limits, or not supported.</exception>
    /// <exception cref="ArgumentException">The rectangle is empty or not within the image.</exception>
    public static string DigestOutside(ReadOnlySpan<byte> stream, PixelRectangle area, JpegLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var layout = JpegScanLayout.ReadSequential(stream, limits);
        var grid = new JpegMcuGrid(layout.Header, area, limits);
        using var digest = new Digest();
        digest.AddHeader(layout.Header, new JpegQuantization(stream, limits));
        var blocks = new JpegBlockReader(layout.Blocks);
        var reader = new JpegIntervalReader(stream, layout.Header.ScanOffset, grid, layout.Header.RestartInterval);
        var mcu = new int[layout.Blocks.Length * 64];
        while (reader.ReadNext())
        {
            blocks.Start(reader.Data, reader.Length);
            for (var index = 0; index < reader.Count; index++)
            {
                if (!blocks.TryReadMcu(mcu))
                {
                    throw new CodecFault(CodecProblem.Damaged, reader.Start, "the codes of whole MCUs behind this place")
                        .ToException("JPEG scan");
                }

                grid.RunFrom(reader.FirstMcu + index, out var isInside);
                if (!isInside)
                {
                    digest.Add(mcu);
                }
            }
        }

        return digest.Finish();
    }

    private sealed class Digest : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private byte[] _bytes = [];

        public void AddHeader(JpegHeader header, JpegQuantization quantization)
        {
            Add([header.Width, header.Height, header.Components.Count]);
            foreach (var component in header.Components)
            {
                Add([component.HorizontalSampling, component.VerticalSampling]);
                Add(quantization.Of(component));
            }
        }

        public void Add(ReadOnlySpan<int> values)
        {
            if (_bytes.Length < values.Length * 4)
            {
                _bytes = new byte[values.Length * 4];
            }

            for (var index = 0; index < values.Length; index++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(4 * index), values[index]);
            }

            _hash.AppendData(_bytes, 0, values.Length * 4);
        }

        public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public void Dispose() => _hash.Dispose();
    }
}
