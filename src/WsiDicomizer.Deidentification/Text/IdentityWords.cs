using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>The words that identify the subject of a data set: names, numbers, institutions, as the data set has them.</summary>
/// <remarks>Immutable once collected. It holds originals, so it never leaves the engine.</remarks>
internal sealed class IdentityWords
{
    private const int MinimumWord = 2;
    private const int MinimumIdentifier = 3;
    private const int MinimumPlaceWord = 4;
    private const int MinimumInside = 5;
    private const int MaximumWords = 5000;
    private const char FirstIdeograph = '\u2E80';

    // Attributes whose words are ordinary ones; taking these out of texts would only make the texts worse.
    private static readonly HashSet<string> Ordinary = new(StringComparer.Ordinal)
    {
        "EthnicGroup", "EthnicGroups", "TimezoneOffsetFromUTC", "PatientReligiousPreference", "MilitaryRank", "TextString",
        "TopicKeywords", "TopicSubject", "TopicTitle", "LensMake", "LensModel", "ModifyingSystem", "SourceManufacturer",
        "GPSMapDatum", "GPSSatellites", "SelectorURValue", "SelectorAEValue", "Arbitrary", "PreMedication", "SpecialNeeds",
        "DeviceDescription", "ImagePresentationComments", "ModifiedImageDescription", "TextComments", "OverlayComments",
        "SexParametersForClinicalUseCategoryReference", "ConfidentialityConstraintOnPatientDataDescription",
    };

    private static readonly string[] PlaceKeywords =
        ["Institution", "Address", "Location", "Organization", "Issuer", "Sponsor", "Site", "Residence", "Station", "Center"];

    // What institutions have in common; these words stay.
    private static readonly HashSet<string> CommonWords = new(StringComparer.Ordinal)
    {
        "HOSPITAL", "UNIVERSITY", "INSTITUTE", "DEPARTMENT", "PATHOLOGY", "CLINIC", "CLINICAL", "CENTER", "CENTRE",
        "LABORATORY", "MEDICAL", "MEDICINE", "SCHOOL", "COLLEGE", "HEALTH", "CARE", "STREET", "ROAD", "AVENUE", "SURGERY",
        "SURGICAL", "DERMATOLOGY", "ONCOLOGY", "CANCER", "HISTOLOGY", "CYTOLOGY", "RESEARCH", "GENERAL", "CENTRAL", "NORTH",
        "SOUTH", "EAST", "WEST", "KLINIKUM", "KLINIK", "INSTITUT", "PATHOLOGIE", "UNIVERSITAT", "UNIVERSITAET",
        "KRANKENHAUS", "ABTEILUNG", "STRASSE", "WITH", "FROM", "SCANNER", "SLIDE", "TISSUE", "SKIN",
    };

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shortWords = new(StringComparer.Ordinal);
    private readonly HashSet<string> _phrases = new(StringComparer.Ordinal);
    private string[] _inside = [];

    private IdentityWords()
    {
    }

    /// <summary>
    /// Whether a data set names more than any subject could have. Texts are not cleaned then but emptied: a search for
    /// so many words would be slow, and a data set that asks for it is not to be trusted.
    /// </summary>
    public bool AreTooMany => _words.Count + _phrases.Count > MaximumWords;

    /// <summary>Texts of several words, folded; the longest first.</summary>
    public IReadOnlyList<string> Phrases { get; private set; } = [];

    /// <summary>Collects the words of a data set and of everything nested in it.</summary>
    /// <param name="dataset">The identified data set.</param>
    /// <param name="limits">What a hostile data set may ask for.</param>
    /// <param name="original">A data set that it was made from, whose words count too; null for none.</param>
    public static IdentityWords Collect(DicomDataset dataset, DeidentificationLimits limits, DicomDataset? original = null)
    {
        var words = new IdentityWords();
        words.AddDataset(dataset, DicomCharacterSet.Default, limits, depth: 0);
        if (original is not null)
        {
            words.AddDataset(original, DicomCharacterSet.Default, limits, depth: 0);
        }

        words._inside = [.. words._words.Where(word => word.Length >= MinimumInside || word.Any(letter => letter >= FirstIdeograph))];
        words.Phrases = [.. words._phrases.OrderByDescending(phrase => phrase.Length).ThenBy(phrase => phrase, StringComparer.Ordinal)];
        return words;
    }

    /// <summary>Whether a word of a text identifies.</summary>
    public bool Contains(ReadOnlySpan<char> word)
    {
        // Names of two letters are words too often; only as they are spelled in the name, or capitalised, they count.
        if (word.Length <= MinimumWord && _shortWords.Contains(word.ToString()))
        {
            return true;
        }

        var folded = TextFolding.Fold(word);
        return _words.Contains(folded) || Array.Exists(_inside, name => folded.Contains(name, StringComparison.Ordinal));
    }

    private void AddDataset(DicomDataset dataset, DicomCharacterSet inherited, DeidentificationLimits limits, int depth)
    {
        var encoding = UnknownElementReader.EncodingOf(dataset, inherited);
        foreach (var item in dataset)
        {
            var readable = UnknownElementReader.IsDisguised(item, [], out var vr)
                ? UnknownElementReader.Read((DicomBytesElement)item, vr, encoding, limits)
                : item;
            if (readable is DicomSequence sequence && depth < limits.MaximumDepth)
            {
                foreach (var nested in sequence.Items)
                {
                    AddDataset(nested, encoding, limits, depth + 1);
                }
            }
            else if (readable is DicomStringElement element)
            {
                AddElement(element);
            }
        }
    }

    private void AddElement(DicomStringElement element)
    {
        if (element.ValueRepresentation == DicomVR.PN)
        {
            foreach (var value in element.Values)
            {
                AddName(value);
            }

            return;
        }

        var row = element.Tag.IsPrivate ? null : ConfidentialityTable.Default.Find(element.Tag);
        if (row is null
            || row[DeidentificationOption.CleanDescriptors] != TableAction.None
            || Ordinary.Contains(row.Keyword)
            || element.ValueRepresentation.Code is not ("LO" or "SH" or "ST" or "LT" or "UT" or "UC" or "AE"))
        {
            return;
        }

        var isPlace = PlaceKeywords.Any(keyword => row.Keyword.Contains(keyword, StringComparison.Ordinal));
        foreach (var value in element.Values)
        {
            AddIdentifier(value, isPlace);
        }
    }

    private void AddName(string name)
    {
        foreach (var part in Words(name))
        {
            if (part.Length > MinimumWord || part.Any(letter => letter >= FirstIdeograph))
            {
                AddWord(part);
            }
            else if (part.Length == MinimumWord)
            {
                _shortWords.Add(part);
                _shortWords.Add(char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant());
            }
        }
    }

    private void AddIdentifier(string value, bool isPlace)
    {
        var trimmed = value.Trim();
        if (trimmed.Length < MinimumIdentifier)
        {
            return;
        }

        var words = Words(trimmed).ToArray();
        var digits = trimmed.Any(char.IsDigit);
        if (words.Length > 1 && (digits || isPlace))
        {
            _phrases.Add(TextFolding.Fold(trimmed));
        }

        foreach (var word in words)
        {
            var isNumber = word.Any(char.IsDigit) && word.Length >= MinimumIdentifier;
            var isName = isPlace && word.Length >= MinimumPlaceWord && !CommonWords.Contains(TextFolding.Fold(word));
            if (isNumber || isName || (words.Length == 1 && !isPlace))
            {
                AddWord(word);
            }
        }
    }

    private void AddWord(string word)
    {
        _words.Add(TextFolding.Fold(word));
        _words.Add(TextFolding.Expand(word));
    }

    private static IEnumerable<string> Words(string text)
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
}
