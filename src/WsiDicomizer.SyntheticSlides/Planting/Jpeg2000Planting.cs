using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.SyntheticSlides.Planting;

/// <summary>Puts text into JPEG 2000 codestreams where decoders do not look.</summary>
/// <remarks>Source: ITU-T T.800 A.4.2 (SOT), A.9.2 (COM).</remarks>
internal static class Jpeg2000Planting
{
    private const ushort StartOfTilePart = 0xFF90;

    /// <summary>A COM segment of Latin text at the end of the main header.</summary>
    /// <param name="codestream">A raw codestream that starts with SOC.</param>
    /// <param name="text">ASCII, up to some 65,000 characters.</param>
    /// <exception cref="InvalidOperationException">The codestream has no tile part.</exception>
    public static byte[] WithComment(ReadOnlySpan<byte> codestream, string text)
    {
        var at = 2;
        while (at + 4 <= codestream.Length)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(codestream[at..]) == StartOfTilePart)
            {
                var length = text.Length + 4;
                return
                [
                    .. codestream[..at],
                    0xFF, 0x64, (byte)(length >> 8), (byte)length, 0, 1,
                    .. Encoding.ASCII.GetBytes(text),
                    .. codestream[at..],
                ];
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(codestream[(at + 2)..]);
        }

        throw new InvalidOperationException("The encoder's codestream has no tile part to put a comment before.");
    }
}
