using System.Buffers.Binary;
using System.Globalization;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Keys;

/// <summary>Makes pseudonyms and UIDs that depend on the key and the original alone.</summary>
/// <param name="key">The project's key.</param>
/// <remarks>
/// Immutable and thread-safe. HMAC-SHA-256 with a label for the purpose: without the key nobody can test a guess, and
/// patient, specimen and UID cannot be linked through each other.
/// </remarks>
public sealed class Pseudonymizer(ProjectKey key)
{
    /// <summary>The digits of codes: without I, L, O and U, which are mistaken for others or make words.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int BitsPerDigit = 5;

    /// <summary>A code for a value.</summary>
    /// <param name="purpose">What the value is, for example a keyword: codes of different purposes are unrelated.</param>
    /// <param name="value">The original; trailing padding does not count.</param>
    /// <param name="length">The number of digits, at most 32; each holds 5 bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not from 1 to 32.</exception>
    public string CreateCode(string purpose, string value, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, PseudonymPattern.MaximumCodeLength);
        var digest = key.Derive("code/" + purpose, Normalize(value));
        return string.Create(length, digest, static (code, bytes) =>
        {
            for (var index = 0; index < code.Length; index++)
            {
                var bit = index * BitsPerDigit;
                var window = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                code[index] = Alphabet[(window >> (16 - BitsPerDigit - (bit % 8))) & 0x1F];
            }
        });
    }

    /// <summary>A pseudonym for a value.</summary>
    /// <param name="pattern">How it looks.</param>
    /// <param name="purpose">What the value is, for example a keyword.</param>
    /// <param name="value">The original; trailing padding does not count.</param>
    public string CreatePseudonym(PseudonymPattern pattern, string purpose, string value) =>
        pattern.Prefix + CreateCode(purpose, value, pattern.CodeLength) + pattern.Suffix;

    /// <summary>The UID that stands for a UID: <c>2.25.</c> and the decimal of 128 bits.</summary>
    /// <param name="uid">The original; trailing padding does not count.</param>
    /// <returns>The same UID for the same original, and the original itself where the standard defines it.</returns>
    /// <remarks>
    /// Source: PS3.5 B.2 (UUID derived UIDs); the bits are those of a UUID of version 8 (RFC 9562). UIDs that PS3.6
    /// registers are SOP classes, transfer syntaxes and other names of the standard, and identify nobody; that a UID
    /// merely begins with 1.2.840.10008 is not enough, since nothing keeps a program from making its own there.
    /// </remarks>
    public string MapUid(string uid)
    {
        var original = Normalize(uid);
        return IsWellKnown(original) ? original : CreateUid("uid", original);
    }

    /// <summary>A UID for something that has none yet, from what makes it unique.</summary>
    /// <param name="purpose">What the UID is for.</param>
    /// <param name="value">What makes it unique.</param>
    public string CreateUid(string purpose, string value)
    {
        var digest = key.Derive("uid/" + purpose, value);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        var number = BinaryPrimitives.ReadUInt128BigEndian(digest);
        return "2.25." + number.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsWellKnown(string uid) => DicomUIDRegistry.Default.TryGet(uid, out _);

    private static string Normalize(string value) => value.TrimEnd(' ', '\0');
}
