namespace WsiDicomizer.Conversion.CaseData.Codes;

/// <summary>Identifiers of SNOMED CT: digits, the last of which checks the others.</summary>
internal static class SctIdentifier
{
    private const int MinimumLength = 6;
    private const int MaximumLength = 18;

    // Verhoeff's scheme: the dihedral group of order ten, and a permutation per position. Source: SNOMED CT Release File
    // Specifications, appendix "Check-digit computation".
    private static readonly int[,] Product =
    {
        { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }, { 1, 2, 3, 4, 0, 6, 7, 8, 9, 5 }, { 2, 3, 4, 0, 1, 7, 8, 9, 5, 6 },
        { 3, 4, 0, 1, 2, 8, 9, 5, 6, 7 }, { 4, 0, 1, 2, 3, 9, 5, 6, 7, 8 }, { 5, 9, 8, 7, 6, 0, 4, 3, 2, 1 },
        { 6, 5, 9, 8, 7, 1, 0, 4, 3, 2 }, { 7, 6, 5, 9, 8, 2, 1, 0, 4, 3 }, { 8, 7, 6, 5, 9, 3, 2, 1, 0, 4 },
        { 9, 8, 7, 6, 5, 4, 3, 2, 1, 0 },
    };

    private static readonly int[] Permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    /// <summary>Whether a text can be an identifier: right length, digits only, right check digit.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsValid(string text)
    {
        if (text.Length is < MinimumLength or > MaximumLength || !text.All(char.IsAsciiDigit))
        {
            return false;
        }

        var check = 0;
        for (var position = 0; position < text.Length; position++)
        {
            var digit = text[^(position + 1)] - '0';
            for (var times = position % 8; times > 0; times--)
            {
                digit = Permutation[digit];
            }

            check = Product[check, digit];
        }

        return check == 0;
    }
}
