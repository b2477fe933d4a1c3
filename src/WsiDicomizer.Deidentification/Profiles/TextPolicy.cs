using System.Collections.Frozen;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>The only texts that may stay: a profile's <c>texts</c>.</summary>
/// <remarks>
/// Immutable and thread-safe. Every value of an attribute of VR LO, SH, ST, LT, UT, UC, PN, AE or UR that a rule would keep or
/// clean, or that no rule speaks of, has to be one of these as a whole; pseudonyms and dummies are not concerned.
/// </remarks>
public sealed class TextPolicy
{
    private readonly FrozenSet<string> _allowed;

    /// <summary>Creates the policy.</summary>
    /// <param name="allowed">The texts; case and spaces around do not count.</param>
    public TextPolicy(IEnumerable<string> allowed)
    {
        Allowed = [.. allowed.Select(text => text.Trim()).Order(StringComparer.Ordinal)];
        _allowed = Allowed.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The texts, in order.</summary>
    public IReadOnlyList<string> Allowed { get; }

    /// <summary>Whether a value may stay.</summary>
    /// <param name="value">As it stands in the data set.</param>
    public bool Allows(string value) => value.Trim(' ', '\0') is var text && (text.Length == 0 || _allowed.Contains(text));
}
