using System.Buffers.Binary;
using WsiDicomizer.Deidentification.Keys;

namespace WsiDicomizer.Conversion.Inventories;

/// <summary>What all parts of an inventory share while it is made; used by one thread.</summary>
/// <param name="key">
/// Makes the fingerprints of values, so that nothing of a value can be told from the memory of the program either.
/// </param>
/// <param name="limits">What is kept at most.</param>
/// <param name="showsValues">Whether values are kept.</param>
internal sealed class InventoryContext(ProjectKey key, InventoryLimits limits, bool showsValues)
{
    private readonly ProjectKey _key = key;
    private int _reserved;

    /// <summary>A context of one file, with room of its own.</summary>
    /// <param name="shared">The inventory's.</param>
    public InventoryContext(InventoryContext shared)
        : this(shared._key, shared.Limits, shared.ShowsValues)
    {
    }

    /// <summary>What is kept at most.</summary>
    public InventoryLimits Limits => limits;

    /// <summary>Whether values are kept.</summary>
    public bool ShowsValues => showsValues;

    /// <summary>Room for one fingerprint more.</summary>
    /// <returns>False where there is none.</returns>
    public bool TryReserve()
    {
        if (_reserved >= limits.MaximumFingerprints)
        {
            return false;
        }

        _reserved++;
        return true;
    }

    /// <summary>64 bits that stand for a value.</summary>
    public ulong Fingerprint(string value) => BinaryPrimitives.ReadUInt64BigEndian(_key.Derive("inventory", value));

    /// <summary>A text of bounded length.</summary>
    public string Shorten(string text) =>
        text.Length <= limits.MaximumTextLength ? text : string.Concat(text.AsSpan(0, limits.MaximumTextLength), "…");
}
