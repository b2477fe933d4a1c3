namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>Memory that takes so much and no more.</summary>
internal sealed class BoundedMemory(int maximumBytes) : MemoryStream
{
    /// <inheritdoc/>
    /// <remarks>Spans come here too: a class derived from <see cref="MemoryStream"/> gets them as arrays.</remarks>
    public override void Write(byte[] buffer, int offset, int count)
    {
        Require(count);
        base.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override void WriteByte(byte value)
    {
        Require(1);
        base.WriteByte(value);
    }

    private void Require(int count)
    {
        if (count > maximumBytes - Length)
        {
            throw new DeidentificationException(
                $"the originals to be encrypted are longer than {nameof(EncryptionLimits.MaximumContentBytes)} = {maximumBytes}: "
                + "a profile that keeps the large attributes, or none that are encrypted, would go");
        }
    }
}
