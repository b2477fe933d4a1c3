namespace WsiDicomizer.Imaging.Native.Zstd;

/// <summary>Whole calls into libzstd.</summary>
internal static unsafe class ZstdCalls
{
    /// <summary>Decompresses all frames of the source; the library keeps to the destination, which is also its window.</summary>
    public static int Decompress(ZstdHandle handle, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* from = source, to = destination)
        {
            var result = ZstdMethods.ZSTD_decompressDCtx(
                handle, to, (nuint)destination.Length, from, (nuint)source.Length);
            if (ZstdMethods.ZSTD_isError(result) == 0)
            {
                return (int)result;
            }

            var text = NativeText.Read(ZstdMethods.ZSTD_getErrorName(result));
            throw new CodecException(CodecProblem.Damaged, $"{ZstdLibrary.Name} cannot decompress the data: {text}.")
            {
                Library = ZstdLibrary.Name,
            };
        }
    }
}
