# Completion of oss-quiz in bash. The program itself tells what may stand where.
_oss_quiz() {
    local rest=${COMP_LINE:0:${COMP_POINT:-0}} words=() word head line open= i
    # bash parts words at signs like a colon: what no blank stands before belongs to the word before it.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ -n $COMP_LINE ]]; then
            line=${rest#"${rest%%[![:blank:]]*}"}
            ((i < COMP_CWORD)) || word=$line
            if ((i > 0)) && [[ $rest != [[:blank:]]* ]]; then
                words[${#words[@]} - 1]+=$word
            else
                words+=("$word")
            fi
            rest=${line#"$word"}
        else
            words+=("$word")
        fi
    done
    # It puts what is chosen in the place of the last part only, so what stands before that is cut off.
    word=${words[${#words[@]} - 1]}
    head=${word%"$2"}
    head=${head//[\"\']/}
    COMPREPLY=()
    # A tab stands behind what may go on.
    while IFS= read -r line; do
        [[ $line == *$'\t' ]] && open=1
        line=${line%$'\t'}
        COMPREPLY+=("${line#"$head"}")
    done < <(OSS_QUIZ_COMPLETE=bash PROGRAM -- "${words[@]}" 2>/dev/null)
    if ((${#COMPREPLY[@]} == 1)) && [[ -n $open ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _oss_quiz oss-quiz 2>/dev/null || complete -F _oss_quiz oss-quiz
