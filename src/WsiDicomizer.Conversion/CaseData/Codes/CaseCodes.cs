using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using WsiDicomizer.Conversion.DataSet;

namespace WsiDicomizer.Conversion.CaseData.Codes;

/// <summary>The codes that ship (<c>codes.tsv</c>), by the short words that people write. Immutable.</summary>
/// <remarks>
/// A word is a code's meaning or one of the short words beside it. Case, blanks, marks on letters and everything that is
/// neither letter nor digit do not count: <c>H&amp;E</c>, <c>h + e</c> and <c>HE</c> are one word. A word may stand for
/// several codes, as that one does for its two stains.
/// </remarks>
internal sealed class CaseCodes
{
    private const string TableName = "codes.tsv";
    private const int ColumnCount = 6;

    private static readonly FrozenDictionary<string, CaseCodePurpose> PurposeNames =
        new Dictionary<string, CaseCodePurpose>(StringComparer.Ordinal)
        {
            ["container"] = CaseCodePurpose.Container,
            ["specimen-type"] = CaseCodePurpose.SpecimenType,
            ["collection"] = CaseCodePurpose.Collection,
            ["sampling"] = CaseCodePurpose.Sampling,
            ["step"] = CaseCodePurpose.Step,
            ["fixative"] = CaseCodePurpose.Fixative,
            ["embedding"] = CaseCodePurpose.Embedding,
            ["stain"] = CaseCodePurpose.Stain,
            ["anatomy"] = CaseCodePurpose.Anatomy,
            ["modifier"] = CaseCodePurpose.Modifier,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<(CaseCodePurpose Purpose, string Word), List<CodedConcept>> _words = [];
    private readonly Dictionary<(string Scheme, string Value), CodedConcept> _codes = [];
    private readonly Dictionary<CaseCodePurpose, List<string>> _names = [];

    private CaseCodes(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split('\t') is { Length: ColumnCount } row)
            {
                Add(PurposeNames[row[0]], new CodedConcept(row[1], row[2], row[3]), row[4]);
            }
        }
    }

    /// <summary>The table that ships.</summary>
    public static CaseCodes Default { get; } = Load();

    /// <summary>The codes that a word stands for; none where nobody knows it.</summary>
    public IReadOnlyList<CodedConcept> Find(CaseCodePurpose purpose, string word) =>
        _words.TryGetValue((purpose, Fold(word)), out var codes) ? codes : [];

    /// <summary>A code of the table by scheme and value; null where it is not in it.</summary>
    public CodedConcept? Find(string scheme, string value) => _codes.GetValueOrDefault((scheme, value));

    /// <summary>The words of a purpose, as they are written.</summary>
    public IReadOnlyList<string> NamesOf(CaseCodePurpose purpose) => _names[purpose];

    private static CaseCodes Load()
    {
        using var stream = typeof(CaseCodes).Assembly.GetManifestResourceStream(TableName)
            ?? throw new InvalidOperationException($"the table {TableName} is not part of the program");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new CaseCodes(reader);
    }

    private void Add(CaseCodePurpose purpose, CodedConcept code, string words)
    {
        _codes.TryAdd((code.Scheme, code.Value), code);
        if (!_names.TryGetValue(purpose, out var names))
        {
            _names[purpose] = names = [];
        }

        foreach (var word in words.Split('|', StringSplitOptions.RemoveEmptyEntries).Prepend(code.Meaning))
        {
            names.Add(word);
            var key = (purpose, Fold(word));
            if (!_words.TryGetValue(key, out var codes))
            {
                _words[key] = codes = [];
            }

            if (!codes.Contains(code))
            {
                codes.Add(code);
            }
        }
    }

    private static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
        }

        return folded.ToString();
    }
}
