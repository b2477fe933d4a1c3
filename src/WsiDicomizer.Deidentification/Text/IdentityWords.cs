using WsiDicomizer.Deidentification.Dates;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>
/// What identifies the subject of a data set, as the data set itself has it: names, numbers, places and dates.
/// </summary>
/// <remarks>
/// Immutable once collected. It holds originals, so it never leaves the engine. Two degrees: everything, for descriptions,
/// and what is the subject's alone (names of persons, numbers, dates), for texts that stay but for these.
/// </remarks>
internal sealed class IdentityWords
{
    private const int MinimumWord = 2;
    private const int MinimumIdentifier = 3;
    private const int MinimumPlaceWord = 4;
    private const int MinimumInside = 5;
    private const int MinimumNumberInside = 4;
    private const int MaximumWords = 50_000;
    private const int MaximumPhrases = 5000;
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

    // What institutions and addresses have in common; these words stay.
    private static readonly HashSet<string> CommonWords = new(StringComparer.Ordinal)
    {
        "HOSPITAL", "UNIVERSITY", "INSTITUTE", "DEPARTMENT", "PATHOLOGY", "CLINIC", "CLINICAL", "CENTER", "CENTRE",
        "LABORATORY", "MEDICAL", "MEDICINE", "SCHOOL", "COLLEGE", "HEALTH", "CARE", "STREET", "ROAD", "AVENUE", "SURGERY",
        "SURGICAL", "DERMATOLOGY", "ONCOLOGY", "CANCER", "HISTOLOGY", "CYTOLOGY", "RESEARCH", "GENERAL", "CENTRAL", "NORTH",
        "SOUTH", "EAST", "WEST", "KLINIKUM", "KLINIK", "INSTITUT", "PATHOLOGIE", "UNIVERSITAT", "UNIVERSITAET",
        "KRANKENHAUS", "ABTEILUNG", "STRASSE", "WITH", "FROM", "SCANNER", "SLIDE", "TISSUE", "SKIN", "MAIN", "HIGH", "LONG",
        "UPPER", "LOWER", "SJUKHUS", "AVDELNING", "PATOLOGI", "HOPITAL",
    };

    // Names of persons, and numbers of persons and cases, all folded.
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shortWords = new(StringComparer.Ordinal);
    private readonly HashSet<string> _phrases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _squeezed = new(StringComparer.Ordinal);
    private readonly HashSet<char> _initials = [];
    private readonly HashSet<string> _particles = new(StringComparer.Ordinal);
    private readonly HashSet<DateOnly> _dates = [];
    private WordsInside _inside = new([]);
    private WordsInside _ownInside = new([]);

    private IdentityWords()
    {
    }

    /// <summary>
    /// Whether a data set names more than any subject could have. Texts are not cleaned then but emptied: a search for
    /// so many words would be slow, and a data set that asks for it is not to be trusted.
    /// </summary>
    public bool AreTooMany => _own.Count + _words.Count > MaximumWords || _phrases.Count > MaximumPhrases;

    /// <summary>Texts of several words, folded; the longest first.</summary>
    public IReadOnlyList<string> Phrases { get; private set; } = [];

    /// <summary>The most letters and digits of a number that is written in several words; 0 for none.</summary>
    public int LongestSqueezed { get; private set; }

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

        words._ownInside = new WordsInside(words._own.Where(MayBeInside));
        words._inside = new WordsInside(words._words.Where(MayBeInside));
        words.Phrases = [.. words._phrases.OrderByDescending(phrase => phrase.Length).ThenBy(phrase => phrase, StringComparer.Ordinal)];
        words.LongestSqueezed = words._squeezed.Count == 0 ? 0 : words._squeezed.Max(number => number.Length);
        return words;
    }

    /// <summary>Whether a word of a text identifies.</summary>
    /// <param name="word">The word.</param>
    /// <param name="ownOnly">Whether only names of persons and numbers count.</param>
    public bool Contains(ReadOnlySpan<char> word, bool ownOnly = false)
    {
        // Names of two letters are words too often; only as they are spelled in the name, or capitalised, they count.
        if (word.Length <= MinimumWord && _shortWords.Count > 0 && _shortWords.Contains(word.ToString()))
        {
            return true;
        }

        var folded = TextFolding.Fold(word);
        return _own.Contains(folded)
            || _ownInside.AnyIn(folded)
            || (!ownOnly && (_words.Contains(folded) || _inside.AnyIn(folded)));
    }

    /// <summary>Finds the first name in a run of ideographs, where nothing parts the words.</summary>
    /// <param name="run">The run.</param>
    /// <param name="from">Where the search begins.</param>
    /// <param name="start">Where the name begins.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>False where there is none, and for runs of other letters.</returns>
    public bool TryFindInIdeographs(ReadOnlySpan<char> run, int from, out int start, out int length)
    {
        (start, length) = (0, 0);
        return run.ContainsAnyInRange(FirstIdeograph, char.MaxValue)
            && TextFolding.Fold(run) is var folded && folded.Length == run.Length
            && _ownInside.TryFind(folded, from, out start, out length);
    }

    /// <summary>Whether letters and digits, folded and run together, are a number of the subject.</summary>
    public bool ContainsSqueezed(string number) => _squeezed.Contains(number);

    /// <summary>Whether a letter begins a name of a person.</summary>
    public bool IsInitial(char letter) => _initials.Contains(char.ToUpperInvariant(letter));

    /// <summary>Whether a folded word is a particle of a person's name, such as VON.</summary>
    public bool IsParticle(string folded) => _particles.Contains(folded);

    /// <summary>Whether a spelling of a date may mean a date of the subject.</summary>
    public bool ContainsDate(string spelling) => DateSpelling.Read(spelling).Any(_dates.Contains);

    // A short name is part of too many words; numbers and ideographs are not.
    private static bool MayBeInside(string word) =>
        word.Length >= MinimumInside
        || (word.Length >= MinimumNumberInside && word.Any(char.IsDigit))
        || word.Any(letter => letter >= FirstIdeograph);

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
        // What no row speaks of stays, so it does not identify; what is private goes, so it may.
        if (ConfidentialityTable.Default.Find(element.Tag) is not { } row)
        {
            return;
        }

        switch (element.ValueRepresentation.Code)
        {
            case "PN":
                foreach (var value in element.Values)
                {
                    AddName(value);
                }

                break;
            case "DA" or "DT":
                foreach (var value in element.Values)
                {
                    AddDate(value);
                }

                break;
            case "LO" or "SH" or "ST" or "LT" or "UT" or "UC" or "AE" when !element.Tag.IsPrivate:
                AddText(element, row);
                break;
        }
    }

    private void AddText(DicomStringElement element, ConfidentialityRow row)
    {
        if (row[DeidentificationOption.CleanDescriptors] != TableAction.None || Ordinary.Contains(row.Keyword))
        {
            return;
        }

        var isPlace = Array.Exists(PlaceKeywords, keyword => row.Keyword.Contains(keyword, StringComparison.Ordinal));
        foreach (var value in element.Values)
        {
            AddIdentifier(TextSigns.Readable(value), isPlace);
        }
    }

    private void AddDate(string value)
    {
        if (value.Length >= 8 && DateText.TryParseDate(value.Length > 8 && value[4] != '.' ? value.AsSpan(0, 8) : value, out var date))
        {
            _dates.Add(date);
        }
    }

    private void AddName(string name)
    {
        name = TextSigns.Readable(name);
        foreach (var part in NameWords.Of(name))
        {
            _initials.Add(char.ToUpperInvariant(part[0]));
            if (NameWords.IsParticle(TextFolding.Fold(part)))
            {
                _particles.Add(TextFolding.Fold(part));
                continue;
            }

            if (part.Length > MinimumWord || part.Any(letter => letter >= FirstIdeograph))
            {
                Add(_own, part);
            }
            else if (part.Length == MinimumWord)
            {
                _shortWords.Add(part);
                _shortWords.Add(char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant());
            }
        }

        foreach (var joined in NameWords.Joined(name))
        {
            _own.Add(joined);
        }
    }

    private void AddIdentifier(string value, bool isPlace)
    {
        var trimmed = value.Trim();
        if (trimmed.Length < MinimumIdentifier)
        {
            return;
        }

        var words = TextWords.Of(trimmed).ToArray();
        var digits = trimmed.Any(char.IsDigit);
        if (words.Length > 1 && (digits || isPlace))
        {
            _phrases.Add(TextFolding.Fold(trimmed));
        }

        if (digits && !isPlace)
        {
            AddNumber(TextWords.Squeeze(trimmed));
        }

        foreach (var word in words)
        {
            var isNumber = word.Any(char.IsDigit) && word.Length >= MinimumIdentifier;
            var isName = isPlace && word.Length >= MinimumPlaceWord && !CommonWords.Contains(TextFolding.Fold(word));
            if (isNumber)
            {
                // Three digits are a measure as often as a number of somebody.
                Add(isPlace || word.Length < MinimumNumberInside ? _words : _own, word);
            }
            else if (isName || (words.Length == 1 && !isPlace))
            {
                Add(_words, word);
            }
        }
    }

    // Numbers are written with and without what parts them, and with and without the zeros before them.
    private void AddNumber(string squeezed)
    {
        const int MaximumLength = 64;
        if (squeezed.Length is < MinimumNumberInside or > MaximumLength)
        {
            return;
        }

        _squeezed.Add(squeezed);
        var plain = squeezed.TrimStart('0');
        if (plain.Length >= MinimumIdentifier && plain.Length < squeezed.Length)
        {
            _squeezed.Add(plain);
            _own.Add(plain);
        }
    }

    private static void Add(HashSet<string> words, string word)
    {
        words.Add(TextFolding.Fold(word));
        words.Add(TextFolding.Expand(word));
    }
}
