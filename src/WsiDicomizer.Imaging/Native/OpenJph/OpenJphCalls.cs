using System.Buffers;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Native.OpenJph;

/// <summary>Whole calls into OpenJPH.</summary>
internal static unsafe class OpenJphCalls
{
    private const int ErrorLength = 200;

    /// <summary>Encodes interleaved samples of 8 or 16 bits without loss.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> samples, PixelSize size, int samplesPerPixel, int bitsPerSample, int decompositions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, size.Area * samplesPerPixel * (bitsPerSample / 8));

        // Noise may become longer than its samples.
        var buffer = ArrayPool<byte>.Shared.Rent(checked(samples.Length + (samples.Length / 2) + 65536));
        try
        {
            var error = stackalloc byte[ErrorLength];
            fixed (byte* source = samples, destination = buffer)
            {
                ulong written;
                var result = OpenJphMethods.wsijph_encode(
                    source, (uint)size.Width, (uint)size.Height, (uint)samplesPerPixel, (uint)bitsPerSample, (uint)decompositions,
                    destination, (ulong)buffer.Length, &written, error, ErrorLength);
                return result == 0
                    ? buffer.AsSpan(0, (int)written).ToArray()
                    : throw new CodecException(
                        CodecProblem.Unsupported, $"OpenJPH cannot encode the HTJ2K codestream: {NativeText.Read(error)}.")
                    {
                        Library = OpenJphLibrary.Name,
                        NativeCode = result,
                    };
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
