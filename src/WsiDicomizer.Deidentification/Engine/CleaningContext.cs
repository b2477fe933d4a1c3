using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Dates;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>What holds while one data set is de-identified. Used by one thread.</summary>
internal sealed class CleaningContext(
    DicomDataset identified,
    DicomDataset? original,
    ResolvedProfile profile,
    ProjectKey key,
    Pseudonymizer pseudonymizer,
    DeidentificationLimits limits,
    CrosswalkEntries? crosswalk = null)
{
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly SortedSet<DicomTag> _unknown = [];
    private readonly Dictionary<(string Text, bool IsCodeMeaning), (string Text, int Redactions)> _ownWords = [];
    private DescriptorCleaner? _descriptors;

    /// <summary>The profile.</summary>
    public ResolvedProfile Profile => profile;

    /// <summary>The rules for this instance.</summary>
    public AttributeRuleSet Rules { get; } = profile.RulesFor(identified);

    /// <summary>Makes pseudonyms and UIDs.</summary>
    public Pseudonymizer Pseudonymizer => pseudonymizer;

    /// <summary>Modifies dates and times; null where the profile keeps or removes them.</summary>
    public DateCleaner? Dates { get; } = profile.Profile.Dates is { } policy ? new DateCleaner(identified, policy, key) : null;

    /// <summary>Where originals and what stands for them are entered; null where nobody asked.</summary>
    public CrosswalkEntries? Crosswalk => crosswalk;

    /// <summary>What a hostile data set may ask for.</summary>
    public DeidentificationLimits Limits => limits;

    /// <summary>Cleans texts; knows the words of the whole data set, which are collected when first needed.</summary>
    public DescriptorCleaner Descriptors => _descriptors ??= new DescriptorCleaner(IdentityWords.Collect(identified, limits, original));

    /// <summary>Takes the subject's own names, numbers and dates out of a text that otherwise stays.</summary>
    /// <param name="text">The text; the same ones come again and again, so each is looked at once.</param>
    /// <param name="isCodeMeaning">Whether it is the meaning of a code, in which ordinary words stay.</param>
    /// <param name="redactions">How many pieces were taken out.</param>
    public string CleanOwnWords(string text, bool isCodeMeaning, out int redactions)
    {
        if (!_ownWords.TryGetValue((text, isCodeMeaning), out var cleaned))
        {
            var kept = Descriptors.CleanOwn(text, isCodeMeaning, out var pieces);
            _ownWords.Add((text, isCodeMeaning), cleaned = (kept, pieces));
        }

        redactions = cleaned.Redactions;
        return cleaned.Text;
    }

    /// <summary>What a person should know.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>The attributes that nothing knows, where the profile refuses them.</summary>
    public IReadOnlyCollection<DicomTag> Unknown => _unknown;

    /// <summary>Adds something that a person should know; never a value.</summary>
    public void Note(string text) => _notes.Add(text);

    /// <summary>Remembers an attribute that nothing knows.</summary>
    public void AddUnknown(DicomTag tag) => _unknown.Add(tag);
}
