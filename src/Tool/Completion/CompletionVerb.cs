using System.CommandLine;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Completion;

/// <summary><c>completion</c>: a script that makes a shell complete verbs and options.</summary>
internal static class CompletionVerb
{
    // The tool itself answers: [suggest:N] followed by the line, N being the place of the cursor.
    private const string Bash = """
        # dotnet-shadowgen: completion for bash. source <(dotnet-shadowgen completion bash)
        _dotnet_shadowgen() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(dotnet-shadowgen "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
          [ "${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _dotnet_shadowgen dotnet-shadowgen
        """;

    private const string Zsh = """
        # dotnet-shadowgen: completion for zsh. source <(dotnet-shadowgen completion zsh)
        _dotnet_shadowgen() {
          local -a words_found
          words_found=("${(@f)$(dotnet-shadowgen "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          if [[ -n "${words_found[1]}" ]]; then compadd -- "${words_found[@]}"; else _files; fi
        }
        compdef _dotnet_shadowgen dotnet-shadowgen
        """;

    private const string Pwsh = """
        # dotnet-shadowgen: completion for PowerShell. dotnet-shadowgen completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName dotnet-shadowgen -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          dotnet-shadowgen "[suggest:$cursorPosition]" "$commandAst" | Where-Object { $_ -like "$wordToComplete*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    public static Command Create(Screen screen)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completion", "Prints a script that makes a shell complete verbs and options of dotnet-shadowgen; its first line says how to load it.") { shell };
        command.SetAction(parsed =>
        {
            screen.Output.WriteLine(parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Pwsh });
            return ExitCode.Ok;
        });
        return command;
    }
}
