using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WsiDicomizer.InPlace.Names;

/// <summary>The names that slides get: <c>slide-</c> and sixteen characters that hold a check of themselves.</summary>
/// <remarks>
/// By the check a name that this program gave is told from one that a laboratory gave, with one mistake in a million, so
/// that a second run leaves it as it is. It says nothing about the slide.
/// </remarks>
public static class SlideName
{
    /// <summary>How many characters of the code are free; the others check them.</summary>
    public const int CodeLength = 12;

    private const string Prefix = "slide-";
    private const int CheckLength = 4;
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    private static readonly SearchValues<char> DigitValues = SearchValues.Create(Digits);

    /// <summary>Makes a name.</summary>
    /// <param name="code">Twelve characters of Crockford's Base32: digits, and letters without I, L, O and U; in any case.</param>
    /// <exception cref="ArgumentException">The code is not that.</exception>
    public static string Create(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var lower = code.ToLowerInvariant();
        if (lower.Length != CodeLength || lower.AsSpan().IndexOfAnyExcept(DigitValues) >= 0)
        {
            throw new ArgumentException($"expected {CodeLength} characters of Base32", nameof(code));
        }

        return Prefix + lower + Check(lower);
    }

    /// <summary>Whether a name was made here.</summary>
    /// <param name="name">A file's name without its extension.</param>
    public static bool IsOurs(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == Prefix.Length + CodeLength + CheckLength
            && name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.AsSpan(Prefix.Length).IndexOfAnyExcept(DigitValues) < 0
            && name[^CheckLength..] == Check(name.Substring(Prefix.Length, CodeLength));
    }

    private static string Check(string code)
    {
        var digest = SHA256.HashData(Encoding.ASCII.GetBytes("wsidicomizer slide name " + code));
        return string.Create(CheckLength, digest, static (check, bytes) =>
        {
            for (var i = 0; i < check.Length; i++)
            {
                check[i] = Digits[bytes[i] % Digits.Length];
            }
        });
    }
}
