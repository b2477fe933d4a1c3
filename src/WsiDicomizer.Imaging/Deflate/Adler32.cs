namespace WsiDicomizer.Imaging.Deflate;

/// <summary>zlib's checksum (RFC 1950, section 8.2).</summary>
public static class Adler32
{
    /// <summary>The checksum of no bytes.</summary>
    public const uint Start = 1;

    private const uint Modulus = 65521;

    // As many bytes as can be summed up before 32 bits overflow.
    private const int Run = 5552;

    /// <summary>The checksum of bytes that come in pieces.</summary>
    /// <param name="checksum">Of the pieces before; <see cref="Start"/> before the first.</param>
    /// <param name="bytes">The next piece.</param>
    public static uint Continue(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint low = checksum & 0xFFFF, high = checksum >> 16;
        while (!bytes.IsEmpty)
        {
            var run = bytes[..Math.Min(Run, bytes.Length)];
            foreach (var value in run)
            {
                low += value;
                high += low;
            }

            low %= Modulus;
            high %= Modulus;
            bytes = bytes[run.Length..];
        }

        return (high << 16) | low;
    }
}
