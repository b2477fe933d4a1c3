using System.Collections.Frozen;
using System.Numerics;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>The rules of a profile for instances of one IOD and one source. Immutable and thread-safe.</summary>
public sealed class AttributeRuleSet
{
    private readonly FrozenDictionary<uint, AttributeRule> _single;

    // What says more of the tag comes first.
    private readonly AttributeRule[] _masked;
    private readonly FrozenDictionary<(string Creator, uint Tag), AttributeRule> _private;

    internal AttributeRuleSet(IReadOnlyList<AttributeRule> rules, AttributeTypes? types)
    {
        Rules = rules;
        Types = types;
        var standard = rules.Where(rule => rule.PrivateCreator is null).ToArray();
        _single = standard.Where(rule => rule.Tag.Mask == uint.MaxValue).ToFrozenDictionary(rule => rule.Tag.Value);
        _masked = [.. standard.Where(rule => rule.Tag.Mask != uint.MaxValue).OrderByDescending(rule => BitOperations.PopCount(rule.Tag.Mask))];
        _private = rules.Where(rule => rule.PrivateCreator is not null)
            .ToFrozenDictionary(rule => (rule.PrivateCreator!, rule.Tag.Value));
    }

    /// <summary>All rules, by tag.</summary>
    public IReadOnlyList<AttributeRule> Rules { get; }

    /// <summary>The Types of the IOD; null where it is not known.</summary>
    public AttributeTypes? Types { get; }

    /// <summary>The rule of an attribute of the standard.</summary>
    /// <param name="tag">The attribute.</param>
    /// <returns>Null where no rule speaks of it.</returns>
    public AttributeRule? Find(DicomTag tag) =>
        _single.TryGetValue(tag.Value, out var rule)
            ? rule
            : Array.Find(_masked, candidate => candidate.Tag.IsMatch(tag));

    /// <summary>The rule of a private attribute.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="creator">The private creator that reserves its block.</param>
    /// <returns>Null where no rule speaks of it.</returns>
    public AttributeRule? FindPrivate(DicomTag tag, string creator) =>
        _private.GetValueOrDefault((creator, tag.Value & 0xFFFF_00FF));
}
