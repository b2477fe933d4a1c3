namespace WsiDicomizer.Deidentification.Text;

/// <summary>The words of a text: runs of letters and digits.</summary>
internal static class TextWords
{
    /// <summary>The words in their order.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var start = -1;
        for (var index = 0; index <= text.Length; index++)
        {
            var inside = index < text.Length && char.IsLetterOrDigit(text[index]);
            if (inside && start < 0)
            {
                start = index;
            }
            else if (!inside && start >= 0)
            {
                yield return text[start..index];
                start = -1;
            }
        }
    }

    /// <summary>Letters and digits alone, folded: AB 12-9 becomes AB129.</summary>
    public static string Squeeze(string text) => string.Concat(Of(text).Select(word => TextFolding.Fold(word)));
}
