using System.Buffers;
using System.Runtime.InteropServices;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Native.TurboJpeg;

/// <summary>TurboJPEG's calls over spans. Sizes are checked here once more, for these are the last managed lines.</summary>
internal static unsafe class TurboJpegCalls
{
    /// <summary>Decompresses to RGB or grey.</summary>
    /// <param name="handle">A decompressor.</param>
    /// <param name="stream">An interchange stream.</param>
    /// <param name="size">The size to write; the library scales down or fails where the stream is larger, never writes beyond.</param>
    /// <param name="samples">1 or 3 per pixel.</param>
    /// <param name="destination">Filled.</param>
    /// <param name="tolerateWarnings">Whether damage that the library bridges is no error.</param>
    public static void Decompress(
        TurboJpegHandle handle, ReadOnlySpan<byte> stream, PixelSize size, int samples, Span<byte> destination,
        bool tolerateWarnings)
    {
        var pitch = checked(size.Width * samples);
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, checked(pitch * size.Height));
        var format = samples == 1 ? TurboJpegMethods.PixelFormatGrey : TurboJpegMethods.PixelFormatRgb;
        int result;
        fixed (byte* source = stream, target = destination)
        {
            result = TurboJpegMethods.tjDecompress2(
                handle, source, new CULong((uint)stream.Length), target, size.Width, pitch, size.Height, format,
                TurboJpegMethods.FlagAccurateDct | TurboJpegMethods.FlagLimitScans);
        }

        if (result != 0
            && !(tolerateWarnings && TurboJpegMethods.tjGetErrorCode(handle) == TurboJpegMethods.ErrorIsWarning))
        {
            throw Error(handle, CodecProblem.Damaged, "decode");
        }
    }

    /// <summary>Compresses interleaved grey or RGB samples; RGB becomes YCbCr.</summary>
    /// <param name="handle">A compressor.</param>
    /// <param name="samples">Rows × columns × samplesPerPixel.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="samplesPerPixel">1 or 3.</param>
    /// <param name="coding">Subsampling, as the library numbers it, and quality.</param>
    /// <param name="destination">As long as <see cref="GetOutputLength"/> says.</param>
    /// <returns>The length of the stream.</returns>
    public static int Compress(
        TurboJpegHandle handle, ReadOnlySpan<byte> samples, PixelSize size, int samplesPerPixel,
        (int Subsampling, int Quality) coding, Span<byte> destination)
    {
        var pitch = checked(size.Width * samplesPerPixel);
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, checked(pitch * size.Height));
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, GetOutputLength(size, coding.Subsampling));
        var format = samplesPerPixel == 1 ? TurboJpegMethods.PixelFormatGrey : TurboJpegMethods.PixelFormatRgb;
        fixed (byte* source = samples, target = destination)
        {
            // With NOREALLOC neither the pointer nor what it points to is replaced.
            var written = target;
            var length = new CULong((uint)destination.Length);
            var result = TurboJpegMethods.tjCompress2(
                handle, source, size.Width, pitch, size.Height, format, &written, &length, coding.Subsampling, coding.Quality,
                TurboJpegMethods.FlagNoRealloc | TurboJpegMethods.FlagAccurateDct);
            return result == 0 ? (int)length.Value : throw Error(handle, CodecProblem.Unsupported, "encode");
        }
    }

    /// <summary>The longest that a stream can become.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="subsampling">As the library numbers it.</param>
    public static int GetOutputLength(PixelSize size, int subsampling)
    {
        // (unsigned long)-1 where the arguments are bad.
        var length = TurboJpegMethods.tjBufSize(size.Width, size.Height, subsampling);
        return length.Value <= (nuint)Array.MaxLength
            ? (int)length.Value
            : throw new CodecException(CodecProblem.LimitExceeded, "The image is too large for a JPEG stream in memory.");
    }

    /// <summary>Compresses three planes of equal size without a colour transform.</summary>
    /// <param name="handle">A compressor.</param>
    /// <param name="planes">Three planes of width × height bytes, one after the other.</param>
    /// <param name="size">Of each plane.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] CompressPlanes(TurboJpegHandle handle, ReadOnlySpan<byte> planes, PixelSize size, int quality)
    {
        var area = checked(size.Width * size.Height);
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes.Length, checked(3 * area));
        var buffer = RentOutput(size, TurboJpegMethods.Subsampling444, out var length);
        try
        {
            fixed (byte* first = planes, target = buffer)
            {
                byte** pointers = stackalloc byte*[3] { first, first + area, first + (2 * area) };
                int* strides = stackalloc int[3] { size.Width, size.Width, size.Width };
                var destination = target;
                var result = TurboJpegMethods.tjCompressFromYUVPlanes(
                    handle, pointers, size.Width, strides, size.Height, TurboJpegMethods.Subsampling444, &destination,
                    &length, quality, TurboJpegMethods.FlagNoRealloc | TurboJpegMethods.FlagAccurateDct);
                return Finish(handle, result, buffer, length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] RentOutput(PixelSize size, int subsampling, out CULong length)
    {
        var most = GetOutputLength(size, subsampling);
        length = new CULong((uint)most);
        return ArrayPool<byte>.Shared.Rent(most);
    }

    private static byte[] Finish(TurboJpegHandle handle, int result, byte[] buffer, CULong length) =>
        result == 0 ? buffer.AsSpan(0, (int)length.Value).ToArray() : throw Error(handle, CodecProblem.Unsupported, "encode");

    private static CodecException Error(TurboJpegHandle handle, CodecProblem problem, string verb)
    {
        var text = NativeText.Read(TurboJpegMethods.tjGetErrorStr2(handle));
        return new CodecException(problem, $"{TurboJpegLibrary.Name} cannot {verb} the JPEG stream: {text}.")
        {
            Library = TurboJpegLibrary.Name,
            NativeCode = TurboJpegMethods.tjGetErrorCode(handle),
        };
    }
}
