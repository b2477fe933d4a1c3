namespace WsiDicomizer.Cli.Originals;

/// <summary>What <c>reidentify</c> was asked to do.</summary>
internal sealed record ReidentifyRequest
{
    /// <summary>Files and folders, as named.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The output folder, as named.</summary>
    public required string Output { get; init; }

    /// <summary>The file of the private key.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>The file of its passphrase; null where it has none.</summary>
    public string? PassphraseFile { get; init; }

    /// <summary>The file of its certificate; null to try every recipient.</summary>
    public string? Certificate { get; init; }

    /// <summary>Says nothing but what failed.</summary>
    public bool Quiet { get; init; }

    /// <summary>Prints a JSON object per instance instead of text.</summary>
    public bool Json { get; init; }
}
