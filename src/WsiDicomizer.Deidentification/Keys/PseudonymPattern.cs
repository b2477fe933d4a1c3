using System.Globalization;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Deidentification.Keys;

/// <summary>How a pseudonym looks: fixed text around one keyed code, like <c>P-{code:8}</c>.</summary>
/// <remarks>Immutable. The code is written in the 32 digits of <see cref="Pseudonymizer.Alphabet"/>.</remarks>
public sealed partial class PseudonymPattern
{
    /// <summary>The fewest digits of a code: 30 bits.</summary>
    public const int MinimumCodeLength = 6;

    /// <summary>The most digits of a code: 160 bits.</summary>
    public const int MaximumCodeLength = 32;

    private PseudonymPattern(string text, string prefix, int codeLength, string suffix)
    {
        Text = text;
        Prefix = prefix;
        CodeLength = codeLength;
        Suffix = suffix;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>What stands before the code.</summary>
    public string Prefix { get; }

    /// <summary>The number of digits of the code, 5 bits each.</summary>
    public int CodeLength { get; }

    /// <summary>What stands behind the code.</summary>
    public string Suffix { get; }

    /// <summary>The length of every pseudonym of this pattern, in characters.</summary>
    public int Length => Prefix.Length + CodeLength + Suffix.Length;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">Letters, digits, space and <c>. _ ^ -</c> around exactly one <c>{code:N}</c>, N from 6 to 32.</param>
    /// <param name="pattern">The pattern.</param>
    public static bool TryParse(string text, out PseudonymPattern? pattern)
    {
        pattern = null;
        var match = Syntax().Match(text);
        if (!match.Success
            || !int.TryParse(match.Groups["length"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length is < MinimumCodeLength or > MaximumCodeLength)
        {
            return false;
        }

        pattern = new PseudonymPattern(text, match.Groups["prefix"].Value, length, match.Groups["suffix"].Value);
        return true;
    }

    /// <summary>The pattern as it was written.</summary>
    public override string ToString() => Text;

    [GeneratedRegex(
        @"\A(?<prefix>[A-Za-z0-9 ._^-]{0,40})\{code:(?<length>[0-9]{1,2})\}(?<suffix>[A-Za-z0-9._^-]{0,40})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
