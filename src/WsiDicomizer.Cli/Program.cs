using WsiDicomizer.Cli;
using WsiDicomizer.Cli.Terminal;

using var console = new SystemConsole();
using var interruption = new Interruption();
return CommandLine.Run(
    args,
    new CommandEnvironment { Console = console, ListenForInterruption = interruption.Listen });
