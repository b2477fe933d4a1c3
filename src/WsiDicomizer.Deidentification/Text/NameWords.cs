namespace WsiDicomizer.Deidentification.Text;

/// <summary>What a value of VR PN says of a person: words, their initials, and how they are run together in user names.</summary>
/// <remarks>
/// Source: PS3.5 6.2.1: groups of alphabetic, ideographic and phonetic letters, each of family, given, middle name, prefix
/// and suffix. Titles are nobody's name, and particles ("von", "de") stand in every text, so both are left out.
/// </remarks>
internal static class NameWords
{
    private const int Prefix = 3;
    private const int Suffix = 4;
    private const int MaximumParts = 8;
    private const int MinimumBesideInitial = 3;

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "VON", "VAN", "VOM", "DER", "DEN", "DEM", "DES", "ZU", "ZUM", "ZUR", "UND", "AND", "THE", "DE", "DU", "LA", "LE", "LES",
        "DEL", "DELLA", "DI", "DA", "DO", "DOS", "DAS", "TER", "TEN", "AF", "AV", "AL", "EL", "BIN", "BINT", "IBN", "ABU", "SAN",
        "SANTA", "ST", "MC", "DR", "PROF", "MR", "MRS", "MS", "MD", "PHD", "JR", "SR", "II", "III", "IV",
    };

    /// <summary>Whether a folded word belongs to names but names nobody.</summary>
    public static bool IsParticle(string folded) => Particles.Contains(folded);

    /// <summary>The words of a name, as they are spelled there.</summary>
    public static IEnumerable<string> Of(string name)
    {
        foreach (var group in name.Split('='))
        {
            var components = group.Split('^');
            for (var index = 0; index < components.Length; index++)
            {
                if (index is Prefix or Suffix)
                {
                    continue;
                }

                foreach (var word in TextWords.Of(components[index]))
                {
                    yield return word;
                }
            }
        }
    }

    /// <summary>How the words of a name are run together: JaneDoe, DoeJane, JDoe, DoeJ; folded.</summary>
    public static IEnumerable<string> Joined(string name)
    {
        foreach (var group in name.Split('='))
        {
            var parts = Of(group).Select(word => TextFolding.Fold(word)).Where(word => word.Length > 1 && !IsParticle(word))
                .Take(MaximumParts).ToArray();
            foreach (var first in parts)
            {
                foreach (var second in parts)
                {
                    if (first == second)
                    {
                        continue;
                    }

                    yield return first + second;
                    if (second.Length >= MinimumBesideInitial)
                    {
                        yield return first[..1] + second;
                        yield return second + first[..1];
                    }
                }
            }
        }
    }
}
