namespace WsiDicomizer.Conversion.Instances;

/// <summary>An instance that is written, or about to be.</summary>
internal sealed class StagedInstance(int number, InstanceName name, string path)
{
    /// <summary>The input's number.</summary>
    public int Number => number;

    /// <summary>What it is going to be called.</summary>
    public InstanceName Name => name;

    /// <summary>The digest of the originals that it keeps encrypted; empty where it keeps none.</summary>
    public ReadOnlyMemory<byte> Originals { get; init; }

    /// <summary>Where its file is now.</summary>
    public string Path { get; set; } = path;
}
