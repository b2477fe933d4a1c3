using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WsiDicomizer.InPlace.Texts;

/// <summary>A text in Base64 as it stands in a file, and others of the same length: blanks between its characters stay.</summary>
/// <remarks>Source: RFC 4648 section 4; scanners break lines in any places.</remarks>
internal sealed class Base64Text
{
    private readonly byte[] _stored;

    private Base64Text(byte[] stored, byte[] decoded)
    {
        _stored = stored;
        Decoded = decoded;
    }

    /// <summary>What it means.</summary>
    public byte[] Decoded { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="stored">Its bytes.</param>
    /// <param name="text">The text.</param>
    /// <returns>False where it is no Base64 of at least one byte.</returns>
    public static bool TryRead(byte[] stored, [NotNullWhen(true)] out Base64Text? text)
    {
        var decoded = new byte[(stored.LongLength * 3 / 4) + 3];
        var isBase64 = Convert.TryFromBase64String(Encoding.Latin1.GetString(stored), decoded, out var length) && length > 0;
        text = isBase64 ? new Base64Text(stored, decoded[..length]) : null;
        return isBase64;
    }

    /// <summary>The same text with another meaning.</summary>
    /// <param name="decoded">As many bytes as <see cref="Decoded"/> has.</param>
    /// <returns>As many bytes as are stored.</returns>
    public byte[] Encode(ReadOnlySpan<byte> decoded)
    {
        if (decoded.Length != Decoded.Length)
        {
            throw new ArgumentException($"Expected {Decoded.Length} bytes: the text keeps its length.", nameof(decoded));
        }

        var characters = Convert.ToBase64String(decoded);
        var encoded = _stored.AsSpan().ToArray();
        var next = 0;
        for (var at = 0; at < encoded.Length; at++)
        {
            if (encoded[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                encoded[at] = (byte)characters[next++];
            }
        }

        return encoded;
    }
}
